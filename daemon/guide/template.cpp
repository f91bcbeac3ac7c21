#include "guide/template.hpp"

#include "guide/fields.hpp"
#include "guide/toml_reading.hpp"

namespace amends::guide {

base::Result<Template> parse_template(std::string name, std::string_view toml) {
    if (auto good = check_utf8(name, toml); !good) return tl::unexpected(good.error());
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
    auto fields = read_fields(name, *table);
    if (!fields) return tl::unexpected(fields.error());
    form.fields = std::move(*fields);
    std::set<std::string> used;
    for (const char* key : {"subject", "body"}) {
        const auto& text = key == std::string_view("subject") ? form.subject : form.body;
        if (auto good = check_text(name, *table->get(key), text, form.fields, used); !good)
            return tl::unexpected(good.error());
    }
    if (auto good = all_used(name, *table, form.fields, used); !good) return tl::unexpected(good.error());
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
