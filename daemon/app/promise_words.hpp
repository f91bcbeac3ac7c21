#pragma once
// What a promise brings to the texts that Amends writes: its own words, its day, its number. Pure.
#include <string>

#include "core/letter.hpp"
#include "guide/template.hpp"

namespace amends::app {

/// The text as it stands between double quotes in a sentence: its own quotes made single.
std::string in_quotes(std::string text);

/// The template of a message to the client: "silence", "measures", "make_good", "kept", "slipped".
std::string message_template(const core::Letter& letter, const core::Step& step);
/// What the message says of the promise: its words, the day it was done, the day it slipped to.
void add_promise_to_message(guide::Values& values, const core::Letter& letter, const core::Step& step,
                            const calendar::Zone& zone, base::Instant now);
/// What a reminder says of the promise; nothing where the step is about none.
void add_promise_to_reminder(guide::Values& values, const core::Letter& letter, const core::Step& step,
                             const calendar::Zone& zone, base::Instant now);

}  // namespace amends::app
