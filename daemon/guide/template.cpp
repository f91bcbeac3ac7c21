#include "guide/template.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "base/text.hpp"
#include "guide/tags.hpp"
#include "guide/toml_reading.hpp"

namespace amends::guide {
namespace {

/// Items of a list field: their own fields are the keys of its example items.
base::Result<Field> read_field(std::string_view name, const toml::table& table) {
    if (auto known = only_keys(name, table, {"name", "label", "example", "required", "items"}); !known)
        return tl::unexpected(known.error());
    Field field;
    const auto id = text_at(name, table, "name");
    const auto label = text_at(name, table, "label");
    const auto example = text_or_empty(name, table, "example");
    for (const auto* part : {&id, &label, &example}) {
        if (!*part) return tl::unexpected(part->error());
    }
    field.name = *id;
    field.label = *label;
    field.example = *example;
    if (const auto* node = table.get("required")) {
        const auto required = node->value_exact<bool>();
        if (!required) return error_at(name, node->source(), "\"required\" must be true or false.");
        field.required = *required;
    }
    const auto items = tables_at(name, table, "items");
    if (!items) return tl::unexpected(items.error());
    for (const auto* item : *items) {
        auto& values = field.example_items.emplace_back();
        for (const auto& [key, node] : *item) {
            const auto value = node.value_exact<std::string>();
            if (!value) return error_at(name, node.source(), "an item's example must be text in quotation marks.");
            values[std::string(key.str())] = *value;
        }
    }
    field.list = !field.example_items.empty();
    if (!field.list && field.example.empty())
        return error_at(name, table.source(), fmt::format("field \"{}\" has no example.", field.name));
    return field;
}

/// Line and column of a byte in a TOML text value; multi-line values begin on the line after their quotes.
toml::source_region place_of(const toml::node& node, std::string_view text, std::size_t at) {
    auto where = node.source();
    const auto before = text.substr(0, at);
    const auto lines = std::count(before.begin(), before.end(), '\n');
    if (where.end.line > where.begin.line) {
        const auto line_start = before.rfind('\n');
        where.begin.line += static_cast<toml::source_index>(lines + 1);
        where.begin.column =
            static_cast<toml::source_index>(at - (line_start == std::string_view::npos ? 0 : line_start + 1) + 1);
    } else {
        where.begin.column += static_cast<toml::source_index>(at + 1);
    }
    return where;
}

/// Checks that the tags of one text are declared; adds their names to `used`.
base::Status check_text(std::string_view name, const toml::node& node, std::string_view text,
                        const std::vector<Field>& fields, std::set<std::string>& used) {
    const auto tags = read_tags(text);
    if (!tags) return error_at(name, place_of(node, text, tags.error().at), tags.error().what);
    std::vector<const Field*> open;
    for (const auto& tag : *tags) {
        if (tag.kind == TagKind::close) {
            open.pop_back();
            continue;
        }
        const auto in_item = [&](const Field* field) {
            return field != nullptr && field->list && field->example_items.front().contains(tag.name);
        };
        const auto declared =
            std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == tag.name; });
        if (declared == fields.end() && std::none_of(open.begin(), open.end(), in_item))
            return error_at(name, place_of(node, text, tag.at),
                            fmt::format("{{{{{}}}}} is used but no [[fields]] entry declares it.", tag.name));
        const auto* field = declared == fields.end() ? nullptr : &*declared;
        if (field != nullptr && field->list && tag.kind == TagKind::variable)
            return error_at(name, place_of(node, text, tag.at),
                            fmt::format("\"{0}\" is a list; write {{{{#{0}}}}} … {{{{/{0}}}}}.", tag.name));
        if (tag.kind != TagKind::variable) open.push_back(field);
        used.insert(tag.name);
    }
    return {};
}

}  // namespace

base::Result<Template> parse_template(std::string name, std::string_view toml) {
    if (!base::is_utf8(toml)) {
        return base::failure(base::Fault::configuration, base::Retry::after_change,
                             fmt::format("{}:1:1: the file is not UTF-8 text; save it as UTF-8.", name));
    }
    const auto table = parse_table(name, toml);
    if (!table) return tl::unexpected(table.error());
    if (auto known = only_keys(name, *table, {"id", "kind", "subject", "body", "fields"}); !known)
        return tl::unexpected(known.error());
    const auto id = text_at(name, *table, "id");
    const auto kind = text_at(name, *table, "kind");
    const auto subject = text_at(name, *table, "subject");
    const auto body = text_at(name, *table, "body");
    for (const auto* part : {&id, &kind, &subject, &body}) {
        if (!*part) return tl::unexpected(part->error());
    }
    if (*kind != "check_in" && *kind != "reminder")
        return error_at(name, table->get("kind")->source(), R"("kind" must be "check_in" or "reminder".)");
    if (subject->find('\n') != std::string::npos)
        return error_at(name, table->get("subject")->source(), "\"subject\" must be one line.");

    Template form{.id = *id,
                  .kind = *kind == "check_in" ? TemplateKind::check_in : TemplateKind::reminder,
                  .subject = *subject,
                  .body = *body};
    const auto fields = tables_at(name, *table, "fields");
    if (!fields) return tl::unexpected(fields.error());
    for (const auto* entry : *fields) {
        auto field = read_field(name, *entry);
        if (!field) return tl::unexpected(field.error());
        form.fields.push_back(std::move(*field));
    }
    std::set<std::string> used;
    for (const char* key : {"subject", "body"}) {
        const auto& text = key == std::string_view("subject") ? form.subject : form.body;
        if (auto good = check_text(name, *table->get(key), text, form.fields, used); !good)
            return tl::unexpected(good.error());
    }
    for (std::size_t i = 0; i < form.fields.size(); ++i) {
        if (!used.contains(form.fields[i].name))
            return error_at(name, (*fields)[i]->source(),
                            fmt::format("field \"{}\" is declared but never used.", form.fields[i].name));
    }
    return form;
}

Values example_values(const Template& form) {
    Values values;
    for (const auto& field : form.fields) {
        if (field.list) {
            values[field.name] = field.example_items;
        } else {
            values[field.name] = field.example;
        }
    }
    return values;
}

}  // namespace amends::guide
