#pragma once
// The words that stand in the columns, and back. A column that holds any other word is damage and throws Failure.
#include <string>
#include <string_view>
#include <vector>

#include "core/handover.hpp"
#include "core/plan.hpp"

namespace amends::store {

const char* to_word(base::Protection value);
const char* to_word(core::RecipientField value);
base::Protection protection_from(std::string_view word);
core::RecipientField recipient_field_from(std::string_view word);

core::LetterState letter_state_from(std::string_view word);
core::Hold hold_from(std::string_view word);
core::StepKind step_kind_from(std::string_view word);
core::Means means_from(std::string_view word);
core::StepState step_state_from(std::string_view word);
core::PromiseState promise_state_from(std::string_view word);
guide::Rhythm rhythm_from(std::string_view text);
core::HandoverState handover_state_from(std::string_view word);
core::ActionKind action_kind_from(std::string_view word);
base::CivilDateTime civil_from(std::string_view text);
/// Ids with a space between them.
std::vector<base::MessageId> message_ids_from(const std::string& text);

}  // namespace amends::store
