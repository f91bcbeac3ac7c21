#include "guide/shelf.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"

namespace amends::guide {
namespace {

/// Labels that stand in square brackets where a letter was left unfilled: those of the shipped templates, and the words
/// that people themselves leave for later.
const std::set<std::string>& bracket_labels() {
    static const std::set<std::string> all = [] {
        std::set<std::string> labels{"name",          "your name", "client",  "client's name", "client name",
                                     "recipient",     "date",      "company", "subject",       "your position",
                                     "specific date", "the date",  "topic",   "amount",        "your company"};
        for (const auto& file : shipped_templates()) {
            const auto form = parse_template(file.name, file.text);
            if (!form) continue;
            for (const auto& field : form->fields) labels.insert(base::lower_ascii(field.label));
        }
        return labels;
    }();
    return all;
}

std::string straight_quotes(std::string_view text) {
    std::string out(text);
    for (std::size_t at = out.find("\u2019"); at != std::string::npos; at = out.find("\u2019", at))
        out.replace(at, std::string_view("\u2019").size(), "'");
    return out;
}

}  // namespace

base::Result<Shelf> Shelf::stock(const std::vector<TemplateText>& own) {
    std::map<std::string, const TemplateText*> chosen;
    for (const auto* layer : {&shipped_templates(), &own}) {
        for (const auto& file : *layer) chosen[file.name] = &file;
    }
    Shelf shelf;
    for (const auto& [name, file] : chosen) {
        auto form = parse_template(name, file->text);
        if (!form) return tl::unexpected(form.error());
        shelf.entries_.push_back({name, name.substr(0, name.find('/')), std::move(*form)});
    }
    return shelf;
}

const Template* Shelf::find(TemplateKind kind, std::string_view id, std::string_view language) const {
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
        return entry.form.kind == kind && entry.form.id == id && entry.language == language;
    });
    return found == entries_.end() ? nullptr : &found->form;
}

std::vector<std::string> Shelf::languages() const {
    std::set<std::string> all;
    for (const auto& entry : entries_) {
        if (entry.form.kind == TemplateKind::check_in) all.insert(entry.language);
    }
    return {all.begin(), all.end()};
}

std::optional<std::string> unfilled(std::string_view text) {
    for (const std::string_view mark : {"{{", "}}"}) {
        const auto at = text.find(mark);
        if (at != std::string_view::npos) return std::string(mark);
    }
    for (auto at = text.find('['); at != std::string_view::npos; at = text.find('[', at + 1)) {
        const auto end = text.find(']', at);
        if (end == std::string_view::npos) break;
        const auto inside = text.substr(at + 1, end - at - 1);
        if (inside.size() > 60) continue;
        if (bracket_labels().contains(base::lower_ascii(straight_quotes(base::trimmed(inside)))))
            return std::string(text.substr(at, end + 1 - at));
    }
    return std::nullopt;
}

}  // namespace amends::guide
