#pragma once
// What guide_json.hpp gives as text, as values that more can be put into.
#include <nlohmann/json.hpp>

#include "rpc/guide_json.hpp"

namespace amends::rpc {

/// One of the list.
nlohmann::ordered_json value_of(const guide::Situation& situation, base::CivilDate today);
nlohmann::ordered_json value_of(const guide::WrittenLetter& letter, const LetterFor& about);
std::string text_of(const nlohmann::ordered_json& value);

}  // namespace amends::rpc
