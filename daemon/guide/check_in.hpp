#pragma once
// What holds for every check-in beyond its template: it never apologises again, asks one question and stays under 100
// words, whatever the letter's own words bring along. Pure.
#include "base/result.hpp"
#include "guide/template.hpp"

namespace amends::guide {

/// As render(). The fields "remedy" (what the letter promised or offered, in its own words) and "subject" go in on one
/// line, their quotation marks made single; each is left out where it asks, apologises, or would bring the text to 100
/// words. The remedy goes first.
base::Result<Rendered> render_check_in(const Template& form, Values values);

}  // namespace amends::guide
