#include "guide/tags.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace amends::guide {
namespace {

bool is_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_';
    });
}

}  // namespace

tl::expected<std::vector<Tag>, TagError> read_tags(std::string_view text) {
    std::vector<Tag> tags;
    std::vector<Tag> open;
    for (std::size_t at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at)) {
        const bool triple = text.substr(at, 3) == "{{{";
        const std::string_view closing = triple ? "}}}" : "}}";
        const auto end = text.find(closing, at);
        if (end == std::string_view::npos) return tl::unexpected(TagError{"a \"{{\" has no \"}}\".", at});
        auto inside = text.substr(at + closing.size(), end - at - closing.size());
        const std::size_t start = at;
        at = end + closing.size();
        if (inside.starts_with('!')) continue;

        Tag tag{.at = start};
        if (inside.starts_with('#')) tag.kind = TagKind::section;
        if (inside.starts_with('^')) tag.kind = TagKind::inverted;
        if (inside.starts_with('/')) tag.kind = TagKind::close;
        if (tag.kind != TagKind::variable || inside.starts_with('&')) inside.remove_prefix(1);
        tag.name = base::trimmed(inside);
        if (!is_name(tag.name))
            return tl::unexpected(
                TagError{fmt::format("\"{}\" is no field name; use a-z, 0-9 and _.", tag.name), start});
        if (tag.kind == TagKind::section || tag.kind == TagKind::inverted) open.push_back(tag);
        if (tag.kind == TagKind::close) {
            if (open.empty() || open.back().name != tag.name)
                return tl::unexpected(
                    TagError{fmt::format("{{{{/{}}}}} closes nothing that is open.", tag.name), start});
            open.pop_back();
        }
        tags.push_back(std::move(tag));
    }
    if (!open.empty())
        return tl::unexpected(
            TagError{fmt::format("{{{{#{0}}}}} is never closed by {{{{/{0}}}}}.", open.back().name), open.back().at});
    return tags;
}

}  // namespace amends::guide
