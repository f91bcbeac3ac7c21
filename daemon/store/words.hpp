#pragma once
// The words that stand in the columns, and back. A column that holds any other word is damage and throws Failure.
#include <string>

#include "core/handover.hpp"
#include "core/plan.hpp"

namespace amends::store {

const char* to_word(base::Protection value);
const char* to_word(core::RecipientField value);
base::Protection protection_from(const std::string& word);
core::RecipientField recipient_field_from(const std::string& word);

core::LetterState letter_state_from(const std::string& word);
core::StepKind step_kind_from(const std::string& word);
core::Means means_from(const std::string& word);
core::StepState step_state_from(const std::string& word);
core::HandoverState handover_state_from(const std::string& word);
core::ActionKind action_kind_from(const std::string& word);
base::CivilDateTime civil_from(const std::string& text);

}  // namespace amends::store
