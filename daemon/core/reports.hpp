#pragma once
// What mail systems report about the letter and its check-ins. Used by plan_message.cpp and plan_report.cpp only.
#include "core/deciding.hpp"

namespace amends::core {

/// A bounce, a delay, a delivery or a complaint.
void on_report(Deciding& deciding, const MessageSeen& seen);
/// An automatic reply that says that its owner is gone for good: who is known to have written it is lost, as by a
/// bounce.
void on_departure(Deciding& deciding, const MessageSeen& seen);
/// One that names no message of the letter, only its people: a question at most, and nobody is written off.
void on_possible_report(Deciding& deciding, const MessageSeen& seen);
/// A delay that was reported is over.
void settle_delay(Deciding& deciding);
/// The step of this letter whose message has that id.
Step* step_with_id(Deciding& deciding, const base::MessageId& id);

}  // namespace amends::core
