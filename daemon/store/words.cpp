#include "store/words.hpp"

#include <cstdlib>
#include <optional>

#include "store/failure.hpp"

namespace amends::store {

namespace {

template <class Value>
Value known(const std::optional<Value>& value) {
    if (!value) fail_damaged("A word");
    return *value;
}

}  // namespace

const char* to_word(base::Protection value) {
    switch (value) {
        case base::Protection::none: return "none";
        case base::Protection::is_signed: return "signed";
        case base::Protection::encrypted: return "encrypted";
    }
    std::abort();
}

const char* to_word(core::RecipientField value) {
    switch (value) {
        case core::RecipientField::to: return "to";
        case core::RecipientField::cc: return "cc";
    }
    std::abort();
}

base::Protection protection_from(std::string_view word) {
    for (auto value : {base::Protection::none, base::Protection::is_signed, base::Protection::encrypted}) {
        if (word == to_word(value)) return value;
    }
    fail_damaged("A word");
}

core::RecipientField recipient_field_from(std::string_view word) {
    for (auto value : {core::RecipientField::to, core::RecipientField::cc}) {
        if (word == to_word(value)) return value;
    }
    fail_damaged("A word");
}

core::LetterState letter_state_from(std::string_view word) { return known(core::letter_state_from(word)); }
core::Hold hold_from(std::string_view word) { return known(core::hold_from(word)); }
core::StepKind step_kind_from(std::string_view word) { return known(core::step_kind_from(word)); }
core::Means means_from(std::string_view word) { return known(core::means_from(word)); }
core::StepState step_state_from(std::string_view word) { return known(core::step_state_from(word)); }
core::PromiseState promise_state_from(std::string_view word) { return known(core::promise_state_from(word)); }
guide::Rhythm rhythm_from(std::string_view text) { return known(core::rhythm_from(text)); }
core::HandoverState handover_state_from(std::string_view word) { return known(core::handover_state_from(word)); }
core::ActionKind action_kind_from(std::string_view word) { return known(core::action_kind_from(word)); }
base::CivilDateTime civil_from(std::string_view text) { return known(base::parse_civil_date_time(text)); }

std::vector<base::MessageId> message_ids_from(const std::string& text) {
    std::vector<base::MessageId> ids;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t to = std::min(text.find(' ', from), text.size());
        ids.push_back({text.substr(from, to - from)});
        from = to + 1;
    }
    return ids;
}

}  // namespace amends::store
