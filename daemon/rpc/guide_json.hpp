#pragma once
// Situations and written letters as JSON text (DESIGN section 7), for the command line and the bridge.
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "guide/advice.hpp"
#include "guide/letter.hpp"

namespace amends::rpc {

/// `[{"id","title","fields":[{"id","label","help","type","required","example"}]}]`; the example of a date is a day near
/// `today`, so that a letter filled with the examples is whole.
std::string to_json(const std::vector<const guide::Situation*>& situations, base::CivilDate today);

struct LetterFor {
    const guide::Situation& situation;
    guide::LetterTone tone = guide::LetterTone::personal;
    std::optional<guide::Offence> severity;
    std::vector<std::string> advice;
};

/// `{"situation","tone","severity","subject","body","missing":[{"id","label"}],"notes":[string],"advice":[string]}`
std::string to_json(const guide::WrittenLetter& letter, const LetterFor& about);

}  // namespace amends::rpc
