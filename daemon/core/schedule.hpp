#pragma once
// Which step follows what, and when (DESIGN section 3): the only place that gives a step its due time out of the
// policy. Used by plan_*.cpp only.
#include "core/deciding.hpp"

namespace amends::core {

/// The first check-in: on the day that the user chose, else after the letter and after the day that it promises.
void plan_check_in(Deciding& deciding, std::optional<base::CivilDate> chosen);
/// The planned step, on the day that the user has chosen since.
void plan_check_in_anew(Deciding& deciding, Step& check_in, base::CivilDate chosen);
/// The same step, where a promise has another day now; never earlier than before.
void put_off_check_in(Deciding& deciding);
/// A call reminder some business days after the check-in, where there has been none yet.
void plan_call(Deciding& deciding, base::Instant check_in);
/// The same, and one that is planned already counts from this check-in, never earlier than before.
void plan_call_anew(Deciding& deciding, base::Instant check_in);
/// The make-good check-in after the newest answer and the last promise kept, once no dated promise is open any more; at
/// most three in a letter's life.
void plan_make_good(Deciding& deciding);
/// The same step, counted from a newer answer.
void plan_make_good_anew(Deciding& deciding, Step& make_good);
/// Not before the first business day after `last`, for `reason`; never earlier than before.
void plan_after(Deciding& deciding, Step& step, base::CivilDate last, std::string_view reason);
/// After the client's absence, whose last day is `last`; never earlier than before.
void plan_after_absence(Deciding& deciding, Step& step, base::CivilDate last);
/// A reminder that tells of something that happened: at once, or in the user's next working hours.
void raise_notice(Deciding& deciding, StepKind notice);

/// Every open promise of a new letter: the reminder and the question of a dated one, "when?" for another.
void plan_promises(Deciding& deciding);
/// The reminder and the question of one promise, whose day the user has known since `since`.
void plan_promise(Deciding& deciding, const Promise& promise, base::Instant since);
/// A recurring promise whose reminder is over comes back: its next time, or the question after its last.
void carry_on_recurring(Deciding& deciding);

/// The step was done, by whomever: what follows a check-in is planned.
void complete(Deciding& deciding, Step& step, std::string_view outcome);
/// Acts on a planned step whose time has come, if nothing stands against it.
void act_when_due(Deciding& deciding, Step& planned);
/// The client answered, at `when`, by "mail", "phone" …
void take_answer(Deciding& deciding, base::Instant when, std::string_view by);
/// The letter's promises, numbered and with no words where words are not kept.
void take_promises(Deciding& deciding, const std::vector<Promise>& found);
/// What a later check-in may repeat; nothing where the letter's words are not kept.
void take_remedies(Deciding& deciding, const guide::Remedies& found);
/// Every open promise ends with its letter.
void end_promises(Deciding& deciding, std::string_view outcome);
/// Earlier letters to the client and what is still open in them, where that is worth a word.
void say_what_went_before(Deciding& deciding);
/// Nothing is sent until the user has looked, `because` of what; what is on its way is taken back if it can be.
void hold_sends(Deciding& deciding, std::string_view because);
/// The user has looked at what the letter was held for, by `how` that is known; nothing where it is not held.
void release(Deciding& deciding, std::string_view how);
/// Nothing that would still reach the client is wanted any more.
void give_up_approaching(Deciding& deciding, std::string_view outcome);

}  // namespace amends::core
