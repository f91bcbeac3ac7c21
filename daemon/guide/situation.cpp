#include "guide/situation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "guide/field_value.hpp"
#include "guide/fields.hpp"
#include "guide/toml_reading.hpp"

namespace amends::guide {
namespace {

/// "en/letters/missed_deadline.toml" → "missed_deadline".
std::string_view stem(std::string_view name) {
    if (const auto slash = name.rfind('/'); slash != std::string_view::npos) name.remove_prefix(slash + 1);
    if (name.ends_with(".toml")) name.remove_suffix(std::string_view(".toml").size());
    return name;
}

/// `amends situations` shows the examples, and a letter filled with them must be whole.
base::Status check_examples(std::string_view name, const toml::table& file, const std::vector<Field>& fields) {
    constexpr base::CivilDate any_day{std::chrono::year{2026}, std::chrono::month{1}, std::chrono::day{15}};
    const auto tables = tables_at(name, file, "fields");
    if (!tables) return tl::unexpected(tables.error());
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto& where = (*tables)[i]->source();
        if (fields[i].list)
            return error_at(name, where, fmt::format("field \"{}\": a letter has no lists.", fields[i].name));
        // An example that cannot stand is no model for itself.
        Field asked = fields[i];
        if (asked.type == FieldType::money) asked.example = "EUR 120";
        if (!asked.begins_with.empty()) asked.example = asked.begins_with.front() + " …";
        if (const auto value = read_field_value(asked, fields[i].example, any_day); !value)
            return error_at(name, (*tables)[i]->get("example")->source(),
                            fmt::format("the example of \"{}\": {}", fields[i].name, value.error().message));
    }
    return {};
}

base::Status check_texts(std::string_view name, const toml::table& file, const Situation& situation) {
    std::set<std::string> used;
    for (const char* key : {"subject", "personal", "empathetic"}) {
        const auto text = text_at(name, file, key);
        if (!text) return tl::unexpected(text.error());
        if (auto good = check_text(name, *file.get(key), *text, situation.fields, used); !good) return good;
    }
    return all_used(name, file, situation.fields, used);
}

}  // namespace

base::Result<Situation> parse_situation(std::string name, std::string_view toml) {
    if (auto good = check_utf8(name, toml); !good) return tl::unexpected(good.error());
    const auto table = parse_table(name, toml);
    if (!table) return tl::unexpected(table.error());
    if (auto known = only_keys(name, *table, {"id", "title", "subject", "personal", "empathetic", "fields"}); !known)
        return tl::unexpected(known.error());
    const auto id = text_at(name, *table, "id");
    const auto title = text_at(name, *table, "title");
    const auto subject = text_at(name, *table, "subject");
    const auto personal = text_at(name, *table, "personal");
    const auto empathetic = text_at(name, *table, "empathetic");
    for (const auto* part : {&id, &title, &subject, &personal, &empathetic}) {
        if (!*part) return tl::unexpected(part->error());
    }
    if (*id != stem(name))
        return error_at(name, table->get("id")->source(),
                        fmt::format("\"id\" must be \"{}\", as the file is called.", stem(name)));
    if (subject->find('\n') != std::string::npos)
        return error_at(name, table->get("subject")->source(), "\"subject\" must be one line.");
    auto fields = read_fields(name, *table);
    if (!fields) return tl::unexpected(fields.error());
    if (auto good = check_examples(name, *table, *fields); !good) return tl::unexpected(good.error());

    const auto letter = [&](const std::string& body) {
        return Template{.id = *id, .kind = TemplateKind::letter, .subject = *subject, .body = body, .fields = *fields};
    };
    Situation situation{.id = *id,
                        .title = *title,
                        .fields = *fields,
                        .personal = letter(*personal),
                        .empathetic = letter(*empathetic)};
    if (auto good = check_texts(name, *table, situation); !good) return tl::unexpected(good.error());
    return situation;
}

const Field* find_field(const Situation& situation, std::string_view name) {
    const auto found = std::ranges::find_if(situation.fields, [&](const Field& one) { return one.name == name; });
    return found == situation.fields.end() ? nullptr : &*found;
}

}  // namespace amends::guide
