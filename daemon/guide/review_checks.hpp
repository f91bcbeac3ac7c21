#pragma once
// What a pattern cannot say: checks that know more than the letter's words. A rule names one by `check`.
#include "guide/read_letter.hpp"
#include "guide/review.hpp"

namespace amends::guide {

bool check_holds(Check check, const LetterToReview& letter, const ReadPart& body);

}  // namespace amends::guide
