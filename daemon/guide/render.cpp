#include <fmt/format.h>

#include <algorithm>
#include <kainjow/mustache.hpp>

#include "base/text.hpp"
#include "guide/tags.hpp"
#include "guide/template.hpp"

namespace amends::guide {
namespace {

namespace mustache = kainjow::mustache;

bool is_blank(const Values::mapped_type& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return base::trimmed(*text).empty();
    return std::get<std::vector<Item>>(value).empty();
}

const Values::mapped_type* filled(const Values& values, const std::string& name) {
    const auto found = values.find(name);
    return found == values.end() || is_blank(found->second) ? nullptr : &found->second;
}

base::Status missing(const Template& form, const std::string& name) {
    const auto field =
        std::find_if(form.fields.begin(), form.fields.end(), [&](const Field& one) { return one.name == name; });
    return base::failure(base::Fault::internal, base::Retry::after_change,
                         fmt::format("Template \"{}\" needs \"{}\" ({{{{{}}}}}), and there is nothing to fill it with.",
                                     form.id, field == form.fields.end() ? name : field->label, name));
}

/// Walks the tags as the renderer will, and notes each shown name that would come out empty. `first` to `last` is
/// properly nested; `item` is the list item that is being shown, where one is.
void note_missing(const std::vector<Tag>& tags, std::size_t first, std::size_t last, const Values& values,
                  const Item* item, std::vector<std::string>& names) {
    for (std::size_t i = first; i < last; ++i) {
        const auto& tag = tags[i];
        const bool from_item = item != nullptr && item->contains(tag.name);
        const bool is_filled =
            from_item ? !base::trimmed(item->at(tag.name)).empty() : filled(values, tag.name) != nullptr;
        if (tag.kind == TagKind::variable && !is_filled && std::ranges::find(names, tag.name) == names.end())
            names.push_back(tag.name);
        if (tag.kind != TagKind::section && tag.kind != TagKind::inverted) continue;

        std::size_t close = i + 1;
        for (int depth = 1; depth > 0; ++close) {
            if (tags[close].kind == TagKind::close) --depth;
            if (tags[close].kind == TagKind::section || tags[close].kind == TagKind::inverted) ++depth;
        }
        --close;
        if (is_filled == (tag.kind == TagKind::section)) {
            const auto* items =
                is_filled && !from_item ? std::get_if<std::vector<Item>>(filled(values, tag.name)) : nullptr;
            if (items == nullptr) {
                note_missing(tags, i + 1, close, values, item, names);
            } else {
                for (const auto& one : *items) note_missing(tags, i + 1, close, values, &one, names);
            }
        }
        i = close;
    }
}

base::Result<std::vector<Tag>> tags_of(const Template& form, const std::string& text) {
    auto tags = read_tags(text);
    if (!tags)
        return base::failure(base::Fault::internal, base::Retry::after_change,
                             fmt::format("Template \"{}\": {}", form.id, tags.error().what));
    return std::move(*tags);
}

/// A blank value is left out, so that its section is too. Outside a list's items a list is a list, a text a text.
mustache::data to_data(const Values& values) {
    mustache::data data{mustache::data::type::object};
    for (const auto& [name, value] : values) {
        if (is_blank(value)) {
            data.set(name, mustache::data{false});
        } else if (const auto* text = std::get_if<std::string>(&value)) {
            data.set(name, *text);
        } else {
            mustache::data list{mustache::data::type::list};
            for (const auto& item : std::get<std::vector<Item>>(value)) {
                mustache::data one{mustache::data::type::object};
                for (const auto& [key, part] : item) {
                    one.set(key, base::trimmed(part).empty() ? mustache::data{false} : mustache::data{part});
                }
                list.push_back(one);
            }
            data.set(name, list);
        }
    }
    return data;
}

base::Result<std::string> render_text(const Template& form, const std::string& text, const Values& values) {
    const auto tags = tags_of(form, text);
    if (!tags) return tl::unexpected(tags.error());
    std::vector<std::string> names;
    note_missing(*tags, 0, tags->size(), values, nullptr, names);
    if (!names.empty()) return tl::unexpected(missing(form, names.front()).error());
    mustache::mustache renderer{text};
    renderer.set_custom_escape([](const std::string& value) { return value; });
    auto out = renderer.render(to_data(values));
    if (!renderer.is_valid())
        return base::failure(base::Fault::internal, base::Retry::after_change,
                             fmt::format("Template \"{}\": {}", form.id, renderer.error_message()));
    return out;
}

/// Optional parts leave blank lines behind: one is kept of several, none at the ends.
std::string tidied(std::string_view text) {
    std::string out;
    int blank = 0;
    while (!text.empty()) {
        const auto end = text.find('\n');
        auto line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        const bool signature = line == "-- ";  // its space is part of it (RFC 3676 4.3)
        while (!signature && !line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r'))
            line.remove_suffix(1);
        if (line.empty()) {
            ++blank;
            continue;
        }
        if (blank > 0 && !out.empty()) out += '\n';
        blank = 0;
        out.append(line).append("\n");
    }
    return out;
}

}  // namespace

base::Result<std::vector<std::string>> missing_fields(const Template& form, const Values& values) {
    std::vector<std::string> names;
    for (const auto* text : {&form.subject, &form.body}) {
        const auto tags = tags_of(form, *text);
        if (!tags) return tl::unexpected(tags.error());
        note_missing(*tags, 0, tags->size(), values, nullptr, names);
    }
    return names;
}

base::Result<Rendered> render(const Template& form, const Values& values) {
    auto subject = render_text(form, form.subject, values);
    if (!subject) return tl::unexpected(subject.error());
    auto body = render_text(form, form.body, values);
    if (!body) return tl::unexpected(body.error());
    std::replace_if(
        subject->begin(), subject->end(), [](char byte) { return byte == '\n' || byte == '\r'; }, ' ');
    return Rendered{.subject = std::string(base::trimmed(*subject)), .body = tidied(*body)};
}

}  // namespace amends::guide
