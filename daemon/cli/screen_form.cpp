#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "base/text.hpp"
#include "cli/child.hpp"
#include "cli/edited_file.hpp"
#include "cli/insert_form.hpp"

namespace amends::cli {
namespace {

// What dialog(1) ends with; Escape and everything that goes wrong is 255.
constexpr int agreed = 0;
constexpr int extra_button = 3;

std::string find_program(const std::string& name, std::string_view directories) {
    while (!directories.empty()) {
        const auto end = std::min(directories.find(':'), directories.size());
        std::string path = fmt::format("{}/{}", directories.substr(0, end), name);
        if (end > 0 && ::access(path.c_str(), X_OK) == 0) return path;
        directories.remove_prefix(std::min(end + 1, directories.size()));
    }
    return {};
}

/// Words for dialog. One that comes from a mail or a person is given by text(), which nothing in it can turn into an
/// option.
class Words {
public:
    Words(const std::string& program, const std::string& title)
        : all_{program,   "--stdout", "--no-nl-expand", "--no-collapse", "--erase-on-exit", "--backtitle", "Amends",
               "--title", title} {}
    Words& option(std::string word) {
        all_.push_back(std::move(word));
        return *this;
    }
    Words& number(std::size_t value) { return option(std::to_string(value)); }
    Words& text(std::string_view word) {
        // dialog takes "--version" for its own wherever it stands, even behind the "--" that should prevent it.
        all_.push_back((word.starts_with('-') ? " " : "") + harmless(word));
        return *this;
    }
    [[nodiscard]] const std::vector<std::string>& all() const { return all_; }

private:
    std::vector<std::string> all_;
};

std::optional<std::size_t> pick(const std::string& program, const std::string& question,
                                const std::vector<Choice>& choices, std::optional<std::size_t> preset) {
    Words words(program, question);
    words.option("--no-tags");
    if (preset) words.option("--default-item").number(*preset + 1);
    words.option("--menu").option("").number(0).number(0).number(0);
    for (std::size_t at = 0; at < choices.size(); ++at) words.number(at + 1).text(choices[at].words);
    const Ran ran = answer_of(words.all());
    if (ran.status != agreed) return std::nullopt;
    for (std::size_t at = 0; at < choices.size(); ++at)
        if (base::trimmed(ran.output) == std::to_string(at + 1)) return at;
    return std::nullopt;
}

/// Where labels and fields stand: side by side, or one below the other on a narrow screen.
struct Places {
    Places(const std::vector<guide::Field>& fields, std::size_t columns) {
        constexpr std::size_t usual_columns = 80, around_it = 10, narrow = 30;
        const std::size_t room = std::max<std::size_t>((columns == 0 ? usual_columns : columns) - around_it, 10);
        for (const guide::Field& field : fields) label = std::max(label, columns_of(field.label) + 1);
        below = label + narrow > room;
        length = below ? room : room - label;
    }
    std::size_t label = 0, length = 0;
    bool below = false;
};

std::optional<guide::Given> fill(const std::string& program, std::size_t columns, base::CivilDate today,
                                 const guide::Situation& situation, const guide::Given& values,
                                 const std::string& wrong) {
    constexpr std::size_t most_typed = 1000;
    const Places places(situation.fields, columns);
    Words words(program, harmless(situation.title));
    words.option("--item-help").option("--form");
    words.text(wrong.empty() ? "Fill in what you know; the line at the bottom explains each field." : wrong);
    words.number(0).number(0).number(0);
    std::size_t row = 1;
    for (const guide::Field& field : situation.fields) {
        const auto known = values.find(field.name);
        words.text(field.label).number(row).number(1);
        if (places.below) ++row;
        words.text(known == values.end() ? "" : known->second).number(row).number(places.below ? 1 : places.label + 1);
        words.number(places.length).number(most_typed).text(about_field(field, today));
        ++row;
    }
    const Ran ran = answer_of(words.all());
    if (ran.status != agreed) return std::nullopt;
    guide::Given given;
    std::string_view left = ran.output;
    for (const guide::Field& field : situation.fields) {
        const auto line = left.substr(0, left.find('\n'));
        if (!base::trimmed(line).empty()) given[field.name] = base::trimmed(line);
        left.remove_prefix(std::min(line.size() + 1, left.size()));
    }
    return given;
}

Verdict show(Session& session, const std::string& program, const LastLook& look) {
    EditedFile file(session.surroundings().environment, "letter");
    if (!file.write(harmless_lines(look.text))) return Verdict::leave;
    Words words(program, "The letter");
    for (const char* label : {"--ok-label", "--exit-label"}) words.option(label).text(look.agree);
    if (look.may_change) words.option("--extra-button").option("--extra-label").option("Change");
    words.option("--help-button").option("--help-label").option("Leave");
    words.option("--textbox").option(file.path()).number(0).number(0);
    switch (answer_of(words.all()).status) {
        case agreed: return Verdict::agree;
        case extra_button: return look.may_change ? Verdict::change : Verdict::leave;
    }
    return Verdict::leave;
}

}  // namespace

std::optional<InsertForm> screen_form(Session& session, base::CivilDate today) {
    const Surroundings& surroundings = session.surroundings();
    const std::string term = surroundings.environment.variable("TERM");
    if (!surroundings.in_is_terminal || !surroundings.out_is_terminal || term.empty() || term == "dumb")
        return std::nullopt;
    const std::string program = find_program("dialog", surroundings.environment.variable("PATH"));
    if (program.empty()) return std::nullopt;
    return InsertForm{
        .pick = [program](const auto& question, const auto& choices,
                          auto preset) { return pick(program, question, choices, preset); },
        .fill = [program, columns = surroundings.columns, today](
                    const auto& situation, const auto& values,
                    const auto& wrong) { return fill(program, columns, today, situation, values, wrong); },
        .show = [&session, program](const auto& look) { return show(session, program, look); }};
}

}  // namespace amends::cli
