#pragma once
// How `amends insert` asks: line by line, or on the whole screen. Each question gives nothing where the person wants to
// leave (Escape, Ctrl-D, an empty choice); nothing has been changed then.
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "cli/session.hpp"
#include "guide/letter.hpp"

namespace amends::cli {

struct Choice {
    std::string name;   ///< as it may be typed: "missed_deadline"
    std::string words;  ///< as people read it
};

struct LastLook {
    std::string text;        ///< the letter, and all that is to be said about it
    std::string agree;       ///< what a yes does: "Insert"
    bool may_change = true;  ///< the fields can be gone over again
};
enum class Verdict { agree, change, leave };

struct InsertForm {
    /// The chosen one's place; `preset` is what an empty answer means, nothing where it means to leave.
    std::function<std::optional<std::size_t>(const std::string& question, const std::vector<Choice>& choices,
                                             std::optional<std::size_t> preset)>
        pick;
    /// A value for each field that was filled. `wrong` says what is wrong with the values given; "" at first.
    std::function<std::optional<guide::Given>(const guide::Situation& situation, const guide::Given& values,
                                              const std::string& wrong)>
        fill;
    std::function<Verdict(const LastLook& look)> show;
};

/// What to write there, in a sentence or two.
std::string about_field(const guide::Field& field, base::CivilDate today);

/// `session` outlives the form.
InsertForm plain_form(Session& session, base::CivilDate today);
/// Debian's dialog(1) as a child draws it, so that `amends` loads no library for it. Nothing where there is no terminal
/// or no dialog.
std::optional<InsertForm> screen_form(Session& session, base::CivilDate today);

}  // namespace amends::cli
