#pragma once
// Which step follows what, and when (DESIGN section 3): the only place that gives a step its due time out of the
// policy. Used by plan_*.cpp only.
#include "core/deciding.hpp"

namespace amends::core {

/// The first check-in after the letter.
void plan_check_in(Deciding& deciding);
/// A call reminder some business days after the check-in, where there has been none yet.
void plan_call(Deciding& deciding, base::Instant check_in);
/// The same, and one that is planned already counts from this check-in, never earlier than before.
void plan_call_anew(Deciding& deciding, base::Instant check_in);
/// The make-good check-in after the newest answer; at most three in a letter's life.
void plan_make_good(Deciding& deciding);
/// The same step, counted from a newer answer.
void plan_make_good_anew(Deciding& deciding, Step& make_good);
/// After the client's absence, whose last day is `last`; never earlier than before.
void plan_after_absence(Deciding& deciding, Step& step, base::CivilDate last);
/// A reminder that tells of something that happened: at once, or in the user's next working hours.
void raise_notice(Deciding& deciding, StepKind notice);

/// The step was done, by whomever: what follows a check-in is planned.
void complete(Deciding& deciding, Step& step, std::string_view outcome);
/// Acts on a planned step whose time has come, if nothing stands against it.
void act_when_due(Deciding& deciding, Step& planned);
/// The client answered, at `when`, by "mail", "phone" …
void take_answer(Deciding& deciding, base::Instant when, std::string_view by);
/// Nothing that would still reach the client is wanted any more.
void give_up_approaching(Deciding& deciding, std::string_view outcome);

}  // namespace amends::core
