#include "rpc/guide_json.hpp"

#include "guide/field_value.hpp"
#include "rpc/guide_values.hpp"

namespace amends::rpc {

using json = nlohmann::ordered_json;

std::string text_of(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

json value_of(const guide::Situation& situation, base::CivilDate today) {
    json fields = json::array();
    for (const auto& field : situation.fields) {
        fields.push_back({{"id", field.name},
                          {"label", field.label},
                          {"help", field.help},
                          {"type", guide::to_word(field.type)},
                          {"required", field.required},
                          {"example", guide::example_of(field, today)}});
    }
    return {{"id", situation.id}, {"title", situation.title}, {"fields", std::move(fields)}};
}

json value_of(const guide::WrittenLetter& letter, const LetterFor& about) {
    json missing = json::array();
    for (const auto& name : letter.missing) {
        const auto* field = guide::find_field(about.situation, name);
        missing.push_back({{"id", name}, {"label", field == nullptr ? name : field->label}});
    }
    json severity = nullptr;
    if (about.severity) severity = *about.severity == guide::Offence::serious ? "serious" : "minor";
    return {{"situation", about.situation.id},
            {"tone", about.tone == guide::LetterTone::personal ? "personal" : "empathetic"},
            {"severity", severity},
            {"subject", letter.subject},
            {"body", letter.body},
            {"missing", std::move(missing)},
            {"notes", letter.notes},
            {"advice", about.advice}};
}

std::string to_json(const std::vector<const guide::Situation*>& situations, base::CivilDate today) {
    json list = json::array();
    for (const auto* situation : situations) list.push_back(value_of(*situation, today));
    return text_of(list);
}

std::string to_json(const guide::WrittenLetter& letter, const LetterFor& about) {
    return text_of(value_of(letter, about));
}

}  // namespace amends::rpc
