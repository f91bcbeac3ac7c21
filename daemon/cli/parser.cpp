#include "cli/parser.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <charconv>
#include <deque>
#include <sstream>

namespace amends::cli {
namespace {

constexpr int wrong_use = 2;
constexpr std::size_t name_columns = 26;

/// Where CLI11 leaves what it has read for one command.
struct Slots {
    const Command* command;
    CLI::App* app;
    std::deque<std::pair<const Argument*, std::vector<std::string>>> values;
};

std::string is_letter_number(const std::string& word) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    const bool good = error == std::errc() && end == word.data() + word.size() && number > 0;
    return good ? "" : "\"" + word + "\" is not a letter's number; `amends list` shows them.";
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
    option->expected(argument.shape == Shape::words ? -1 : 1);
    option->allow_extra_args(argument.shape == Shape::words);
    option->option_text(argument.shape == Shape::option ? "TEXT" : argument.shape == Shape::count ? "NUMBER" : " ");
    if (argument.shape == Shape::needed || argument.shape == Shape::words || argument.shape == Shape::number)
        option->required();
    if (argument.shape == Shape::number) option->check(is_letter_number, "");
    if (argument.shape == Shape::count) option->check(CLI::Range(0, 1'000'000));
    if (!argument.choices.empty()) option->check(CLI::IsMember(argument.choices));
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

/// Takes away what belongs to the mailer: everything behind the first "--" of `amends … sendmail … --`.
std::vector<std::string> cut_program(std::vector<std::string>& words) {
    const auto sendmail = std::find(words.begin(), words.end(), "sendmail");
    const auto divider = std::find(sendmail, words.end(), "--");
    if (divider == words.end() || std::find(words.begin(), sendmail, "--") != sendmail) return {};
    std::vector<std::string> program(divider + 1, words.end());
    words.erase(divider, words.end());
    return program;
}

void take(Parsed& parsed, const Slots& slots) {
    parsed.command = slots.command;
    for (const auto& [argument, values] : slots.values)
        if (!values.empty()) parsed.given.words[argument->name] = values;
}

}  // namespace

Parsed parse(const std::vector<std::string>& words) {
    Parsed parsed;
    std::vector<std::string> own = words;
    parsed.given.program = cut_program(own);

    CLI::App app(
        "Follows up apologies to clients. A letter that you have sent is tracked; at the right time a check-in\n"
        "draft lies in your Drafts, unless the client has answered.");
    app.name("amends");
    app.require_subcommand(1)->fallthrough();
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
    } catch (const CLI::ParseError& error) {
        std::ostringstream out, err;
        const int status = app.exit(error, out, err);
        parsed.status = status == 0 ? 0 : wrong_use;
        parsed.text = status == 0 ? out.str() : "amends: " + err.str();
        return parsed;
    }
    if (socket_option->count() > 0) parsed.general.socket = socket;
    if (config_option->count() > 0) parsed.general.config = config;
    for (const Slots& slots : all)
        if (slots.app->parsed()) take(parsed, slots);
    if (parsed.command == nullptr) return parse({"--help"});  // `amends help`
    return parsed;
}

}  // namespace amends::cli
