#include "cli/parser.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <charconv>
#include <deque>
#include <limits>
#include <memory>
#include <sstream>

#include "base/text.hpp"
#include "cli/layout.hpp"

namespace amends::cli {
namespace {

constexpr int wrong_use = 2;
constexpr std::size_t name_columns = 26;
constexpr std::int64_t most_count = 1'000'000;

/// Where CLI11 leaves what it has read for one command.
struct Slots {
    const Command* command;
    CLI::App* app;
    std::deque<std::pair<const Argument*, std::vector<std::string>>> values;
};

bool is_number(const std::string& word, std::int64_t least, std::int64_t most) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    return error == std::errc() && end == word.data() + word.size() && number >= least && number <= most;
}

std::string one_of(const std::vector<std::string>& choices) {
    const std::vector<std::string> first(choices.begin(), choices.end() - 1);
    return fmt::format("{} or {}", fmt::join(first, ", "), choices.back());
}

bool is_required(const Argument& argument) {
    return argument.shape == Shape::needed || argument.shape == Shape::words || argument.shape == Shape::number;
}

/// Brings the words of one argument into the form that its command reads; says what is wrong with them, or "".
std::string check_words(const Argument& argument, std::vector<std::string>& words) {
    if (argument.shape != Shape::words && argument.shape != Shape::options && words.size() > 1)
        return argument.name + " is given twice.";
    for (std::string& word : words) {
        if (argument.shape == Shape::number && !is_number(word, 1, std::numeric_limits<std::int64_t>::max()))
            return "\"" + word + "\" is not a letter's number; `amends list` shows them.";
        if (argument.shape == Shape::count && !is_number(word, 0, most_count))
            return fmt::format("{} is a number from 0 to {}.", argument.name, most_count);
        if (argument.choices.empty()) continue;
        word = base::lower_ascii(word);
        if (std::find(argument.choices.begin(), argument.choices.end(), word) == argument.choices.end())
            return fmt::format("{} is {}.", argument.name, one_of(argument.choices));
    }
    return {};
}

std::string what_it_wants(const Argument& argument) {
    return argument.choices.empty() ? fmt::format("{} is missing: {}.", argument.name, argument.doc)
                                    : fmt::format("{} is {}.", argument.name, one_of(argument.choices));
}

/// CLI11 asks for a value after each option; the name that people see is the bare one.
void add_argument(CLI::App& app, Slots& slots, const Argument& argument) {
    auto& values = slots.values.emplace_back(&argument, std::vector<std::string>()).second;
    if (argument.shape == Shape::flag) {
        app.add_flag_callback(
            argument.name, [&values] { values.emplace_back("on"); }, argument.doc);
        return;
    }
    CLI::Option* option = app.add_option(argument.name, values, argument.doc);
    option->expected(argument.shape == Shape::words || argument.shape == Shape::options ? -1 : 1);
    option->allow_extra_args(argument.shape == Shape::words);
    const bool takes_text = argument.shape == Shape::option || argument.shape == Shape::options;
    option->option_text(takes_text ? "TEXT" : argument.shape == Shape::count ? "NUMBER" : " ");
    if (is_required(argument)) option->required();
}

CLI::App* group_of(CLI::App& app, const std::string& group) {
    const auto made_before = app.get_subcommands([&](const CLI::App* each) { return each->get_name() == group; });
    if (!made_before.empty()) return made_before.front();
    static const std::map<std::string, std::string> docs{
        {"config", "The configuration: check, sample"},
        {"help", "This text; `help rpc` is for other programs"},
        {"simulate", "Only under `amendsd --simulation`"},
    };
    CLI::App* made = app.add_subcommand(group, docs.at(group));
    made->require_subcommand(group == "help" ? 0 : 1, 1)->fallthrough();
    if (group == "simulate") made->group("");
    return made;
}

void add_command(CLI::App& app, std::deque<Slots>& all, const Command& command) {
    const std::size_t blank = command.name.find(' ');
    CLI::App& parent = blank == std::string::npos ? app : *group_of(app, command.name.substr(0, blank));
    CLI::App* sub = parent.add_subcommand(command.name.substr(blank == std::string::npos ? 0 : blank + 1), command.doc);
    sub->fallthrough();
    if (command.hidden) sub->group("");
    Slots& slots = all.emplace_back(Slots{&command, sub, {}});
    for (const Argument& argument : command.arguments) add_argument(*sub, slots, argument);
}

bool is_one_of(const std::string& word, std::initializer_list<std::string_view> all) {
    return std::find(all.begin(), all.end(), word) != all.end();
}

/// Where the words stand that are neither options nor what follows an option of every command.
std::vector<std::size_t> places_of_words(const std::vector<std::string>& words) {
    std::vector<std::size_t> places;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (is_one_of(words[at], {"--socket", "--config", "--account", "--zone", "--set"})) {
            ++at;
        } else if (!words[at].starts_with('-')) {
            places.push_back(at);
        }
    }
    return places;
}

std::string no_such_command(const std::string& given, const std::string& group, const std::vector<std::string>& names) {
    const auto near = base::closest(base::lower_ascii(given), names, 1);
    return fmt::format("There is no command \"{}{}\"; ", group, given) +
           (near.empty() ? "`amends help` shows what there is."
                         : fmt::format("did you mean `amends {}{}`?", group, near.front()));
}

/// What CLI11 would say less clearly; "" where the words name a command.
std::string wrong_name(const std::vector<std::string>& words) {
    const auto places = places_of_words(words);
    const bool asks_for_help = std::any_of(words.begin(), words.end(), [](const auto& word) {
        return is_one_of(word, {"--help", "-h", "--version"});
    });
    if (places.empty()) return asks_for_help ? "" : "Which command? `amends help` shows what there is.";
    const std::string& first = words[places[0]];
    std::vector<std::string> names, within;
    bool known = false;
    for (const Command& command : commands()) {
        const std::string name = command.name.substr(0, command.name.find(' '));
        known = known || name == first;
        if (!command.hidden) names.push_back(name);
        if (name == first && name != command.name) within.push_back(command.name.substr(name.size() + 1));
    }
    if (!known) return no_such_command(first, "", names);
    if (within.empty() || first == "help" || (places.size() < 2 && asks_for_help)) return {};
    if (places.size() < 2)
        return fmt::format("Say `amends {0} {1}`.", first, fmt::join(within, "` or `amends " + first + " "));
    const std::string& second = words[places[1]];
    return std::find(within.begin(), within.end(), second) != within.end()
               ? ""
               : no_such_command(second, first + " ", within);
}

/// `amends sendmail msmtp -t`: the same with its divider; "" where none is missing.
std::string with_divider(std::vector<std::string> words) {
    const auto places = places_of_words(words);
    if (places.size() < 2 || words[places[0]] != "sendmail") return {};
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(places[1]), "--");
    return fmt::format("The mailer stands behind \"--\": amends {}", fmt::join(words, " "));
}

std::string in_this_call(const std::vector<std::string>& words, const std::string& wrong) {
    return harmless(fmt::format("`amends {}`: {}", fmt::join(words, " "), wrong));
}

/// `sendmail` takes what its parser never sees.
class HelpText : public CLI::Formatter {
public:
    std::string make_usage(const CLI::App* app, std::string name) const override {
        std::string usage = CLI::Formatter::make_usage(app, std::move(name));
        if (app->get_name() == "sendmail") usage.insert(usage.find_last_not_of('\n') + 1, " -- MAILER [ARGUMENTS]");
        return usage;
    }
};

/// Takes away what belongs to the mailer: everything behind the first "--" of `amends … sendmail … --`.
std::vector<std::string> cut_program(std::vector<std::string>& words) {
    const auto sendmail = std::find(words.begin(), words.end(), "sendmail");
    const auto divider = std::find(sendmail, words.end(), "--");
    if (divider == words.end() || std::find(words.begin(), sendmail, "--") != sendmail) return {};
    std::vector<std::string> program(divider + 1, words.end());
    words.erase(divider, words.end());
    return program;
}

/// Gives what is wrong with the words, or "".
std::string take(Parsed& parsed, const Slots& slots) {
    parsed.command = slots.command;
    for (const auto& [argument, values] : slots.values) {
        if (values.empty()) continue;
        std::vector<std::string>& words = parsed.given.words[argument->name] = values;
        if (argument->shape == Shape::flag) continue;
        if (std::string wrong = check_words(*argument, words); !wrong.empty()) return wrong;
    }
    return {};
}

/// What CLI11 found, in the words of the table: an option without its value, or an argument that is missing.
std::string what_is_missing(const std::deque<Slots>& all, const CLI::ParseError& error) {
    std::string said = error.what();
    for (const Slots& slots : all) {
        if (!slots.app->parsed()) continue;
        for (const auto& [argument, values] : slots.values)
            if (argument->shape != Shape::flag && said.starts_with(argument->name + ":"))
                return slots.app->count(argument->name) > 1 ? argument->name + " is given twice."
                                                            : what_it_wants(*argument);
        for (const auto& [argument, values] : slots.values)
            if (is_required(*argument) && slots.app->count(argument->name) == 0) return what_it_wants(*argument);
    }
    for (const std::string_view name : {"--socket", "--config"})
        if (said.starts_with(name)) return fmt::format("{} takes one path.", name);
    return said;
}

}  // namespace

Parsed parse(const std::vector<std::string>& words) {
    Parsed parsed;
    std::vector<std::string> own = words;
    const bool divided = std::find(own.begin(), own.end(), "--") != own.end();
    parsed.given.program = cut_program(own);
    const auto refused = [&](const std::string& what) {
        parsed.command = nullptr;
        parsed.status = wrong_use;
        parsed.text = "amends: " + what + "\n";
        return parsed;
    };
    if (const auto places = places_of_words(own);
        places.size() > 1 && own[places[0]] == "help" && own[places[1]] != "rpc") {
        own.erase(own.begin() + static_cast<std::ptrdiff_t>(places[0]));
        own.emplace_back("--help");
    }
    if (const std::string wrong = wrong_name(own); !wrong.empty()) return refused(wrong);
    if (const std::string mended = divided ? "" : with_divider(own); !mended.empty()) return refused(mended);

    CLI::App app(
        "Follows up apologies to clients. A letter that you have sent is tracked; at the right time a check-in\n"
        "draft lies in your Drafts, unless the client has answered.");
    app.name("amends");
    app.require_subcommand(1)->fallthrough();
    app.formatter(std::make_shared<HelpText>());  // CLI11 shares it with the commands that follow
    app.get_formatter()->column_width(name_columns);
    app.set_version_flag("--version", std::string("amends ") + AMENDS_VERSION);
    std::string socket, config;
    CLI::Option* socket_option =
        app.add_option("--socket", socket, "the daemon's socket ($AMENDS_SOCKET)")->option_text("PATH");
    CLI::Option* config_option = app.add_option("--config", config, "the configuration file")->option_text("FILE");
    app.add_flag("--plain", parsed.general.plain, "no colours, lines as long as they are");
    std::deque<Slots> all;
    for (const Command& command : commands()) add_command(app, all, command);

    std::reverse(own.begin(), own.end());
    try {
        app.parse(own);
    } catch (const CLI::ExtrasError&) {
        std::vector<std::string> extra = app.remaining(true);
        return refused(fmt::format("This is not expected: {}. `amends help COMMAND` shows what a command takes.",
                                   fmt::join(extra, " ")));
    } catch (const CLI::ParseError& error) {
        std::ostringstream out, err;
        if (app.exit(error, out, err) != 0) return refused(in_this_call(words, what_is_missing(all, error)));
        parsed.text = out.str();
        return parsed;
    }
    if (socket_option->count() > 0) parsed.general.socket = socket;
    if (config_option->count() > 0) parsed.general.config = config;
    for (const Slots& slots : all)
        if (slots.app->parsed())
            if (const std::string wrong = take(parsed, slots); !wrong.empty())
                return refused(in_this_call(words, wrong));
    if (parsed.command == nullptr) return parse({"--help"});  // `amends help`
    return parsed;
}

}  // namespace amends::cli
