#include "guide/shelf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "guide/toml_reading.hpp"

namespace amends::guide {
namespace {

/// Labels that stand in square brackets where a letter was left unfilled: those of the shipped templates, and the words
/// that people themselves leave for later.
const std::set<std::string>& bracket_labels() {
    static const std::set<std::string> all = [] {
        std::set<std::string> labels{"name",          "your name", "client",  "client's name", "client name",
                                     "recipient",     "date",      "company", "subject",       "your position",
                                     "specific date", "the date",  "topic",   "amount",        "your company"};
        const auto shelf = Shelf::stock({});
        if (!shelf) return labels;
        for (const auto& label : shelf->labels()) labels.insert(base::lower_ascii(label));
        return labels;
    }();
    return all;
}

enum class FileKind { message, letter, advice, foreign };

FileKind kind_of(std::string_view name) {
    const auto folder = name.substr(std::min(name.find('/'), name.size()));
    if (folder.starts_with("/check-ins/") || folder.starts_with("/reminders/")) return FileKind::message;
    if (folder.starts_with("/letters/")) return FileKind::letter;
    return folder == "/advice.toml" ? FileKind::advice : FileKind::foreign;
}

/// A check-in or reminder is found by kind and id, so a file that says another one than its place would hide it.
base::Status check_place(std::string_view name, const Template& form) {
    const std::string_view folder = form.kind == TemplateKind::check_in ? "/check-ins/" : "/reminders/";
    const auto place = fmt::format("{}{}.toml", folder, form.id);
    if (name.ends_with(place)) return {};
    return refused(fmt::format("{}:1:1: by its \"kind\" and \"id\" this file belongs at {}{}.", name,
                               name.substr(0, name.find('/')), place));
}

std::string straight_quotes(std::string_view text) {
    std::string out(text);
    for (std::size_t at = out.find("\u2019"); at != std::string::npos; at = out.find("\u2019", at))
        out.replace(at, std::string_view("\u2019").size(), "'");
    return out;
}

/// Where the next label in square brackets begins, from `at` on; npos where there is none.
std::size_t next_open_field(std::string_view text, std::size_t at) {
    constexpr std::size_t longest_label = 60;
    for (at = text.find('[', at); at != std::string_view::npos; at = text.find('[', at + 1)) {
        const auto end = text.find(']', at);
        if (end == std::string_view::npos) break;
        const auto inside = text.substr(at + 1, end - at - 1);
        if (inside.size() > longest_label) continue;
        if (bracket_labels().contains(base::lower_ascii(straight_quotes(base::trimmed(inside))))) return at;
    }
    return std::string_view::npos;
}

}  // namespace

base::Status Shelf::put(const TemplateText& file) {
    const std::string language = file.name.substr(0, file.name.find('/'));
    switch (kind_of(file.name)) {
        case FileKind::message: {
            auto form = parse_template(file.name, file.text);
            if (!form) return tl::unexpected(form.error());
            if (auto good = check_place(file.name, *form); !good) return good;
            entries_.push_back({language, std::move(*form)});
            break;
        }
        case FileKind::letter: {
            auto situation = parse_situation(file.name, file.text);
            if (!situation) return tl::unexpected(situation.error());
            situations_.push_back({language, std::move(*situation)});
            break;
        }
        case FileKind::advice: {
            auto advice = parse_advice(file.name, file.text);
            if (!advice) return tl::unexpected(advice.error());
            advice_.push_back({language, std::move(*advice)});
            break;
        }
        case FileKind::foreign: break;
    }
    return {};
}

base::Result<Shelf> Shelf::stock(const std::vector<TemplateText>& own) {
    std::map<std::string, const TemplateText*> shipped, users;
    for (const auto& file : shipped_templates()) shipped[file.name] = &file;
    for (const auto& file : own) users[file.name] = &file;
    Shelf shelf;
    for (const auto& [name, file] : users) {
        const auto put = shelf.put(*file);
        const auto same = shipped.find(name);
        if (put) {
            if (same != shipped.end()) shipped.erase(same);
        } else {
            const std::string& problem = put.error().message;
            shelf.refused_.push_back(
                problem + (problem.ends_with('.') || problem.ends_with('?') ? " " : ". ") +
                (same == shipped.end() ? "This file is left out." : "The one that comes with Amends is used instead."));
        }
    }
    for (const auto& [name, file] : shipped)
        if (auto put = shelf.put(*file); !put) return tl::unexpected(put.error());
    return shelf;
}

const Template* Shelf::find(TemplateKind kind, std::string_view id, std::string_view language) const {
    const auto found = std::ranges::find_if(entries_, [&](const Entry<Template>& entry) {
        return entry.content.kind == kind && entry.content.id == id && entry.language == language;
    });
    return found == entries_.end() ? nullptr : &found->content;
}

std::vector<std::string> Shelf::languages() const {
    std::set<std::string> all;
    for (const auto& entry : entries_) {
        if (entry.content.kind == TemplateKind::check_in) all.insert(entry.language);
    }
    return {all.begin(), all.end()};
}

std::vector<const Situation*> Shelf::situations(std::string_view language) const {
    std::vector<const Situation*> all;
    for (const auto& entry : situations_)
        if (entry.language == language) all.push_back(&entry.content);
    std::ranges::sort(all, {}, [](const Situation* one) { return std::pair{one->id == "other", one->id}; });
    return all;
}

base::Result<const Situation*> Shelf::situation(std::string_view id, std::string_view language) const {
    std::vector<std::string> ids;
    for (const auto* situation : situations(language)) {
        if (situation->id == id) return situation;
        ids.push_back(situation->id);
    }
    std::string wanted = base::lower_ascii(id);
    std::ranges::replace(wanted, '-', '_');
    std::ranges::replace(wanted, ' ', '_');
    std::string known;
    const auto near = base::closest(wanted, ids, 2);
    for (const auto& each : near) known += (known.empty() ? "" : " or ") + each;
    return base::failure(base::Fault::wrong_use, base::Retry::never,
                         fmt::format("There is no situation \"{}\"; {}", id,
                                     known.empty() ? "`amends situations` lists them, and \"other\" fits the rest."
                                                   : fmt::format("did you mean {}?", known)));
}

Advice Shelf::advice(std::string_view language) const {
    const auto found =
        std::ranges::find_if(advice_, [&](const Entry<Advice>& entry) { return entry.language == language; });
    return found == advice_.end() ? Advice{} : found->content;
}

std::vector<std::string> Shelf::labels() const {
    std::vector<std::string> all;
    for (const auto& entry : entries_)
        for (const auto& field : entry.content.fields) all.push_back(field.label);
    for (const auto& entry : situations_)
        for (const auto& field : entry.content.fields) all.push_back(field.label);
    return all;
}

std::optional<std::string> unfilled(std::string_view text) {
    for (const std::string_view mark : {"{{", "}}"}) {
        const auto at = text.find(mark);
        if (at != std::string_view::npos) return std::string(mark);
    }
    const std::size_t at = next_open_field(text, 0);
    if (at == std::string_view::npos) return std::nullopt;
    return std::string(text.substr(at, text.find(']', at) + 1 - at));
}

std::vector<std::string> open_fields(std::string_view text) {
    std::vector<std::string> labels;
    for (auto at = next_open_field(text, 0); at != std::string_view::npos; at = next_open_field(text, at + 1)) {
        const std::string label(base::trimmed(text.substr(at + 1, text.find(']', at) - at - 1)));
        if (std::ranges::find(labels, label) == labels.end()) labels.push_back(label);
    }
    return labels;
}

}  // namespace amends::guide
