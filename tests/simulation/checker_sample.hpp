#pragma once
// One readable life, in which every promise is kept, and the means to change it by a little.
//
// Anna (Berlin) wrote three letters on Monday, 2 November 2026. Bo's (New York) was opted in: its check-in was sent on
// Thursday, its call reminder came on the 16th. Cy's check-in lay in Drafts when Cy answered, and was withdrawn. Di was
// away until the 9th: her check-in draft came on the 10th, Anna edited and sent it; a reminder of the promise came on
// the 11th, and Anna kept the promise. Later the server was away for an hour, and the process was killed once.
#include <gmock/gmock.h>

#include <functional>
#include <string>
#include <vector>

#include "tests/simulation/checker.hpp"

namespace amends::simulation {

/// "2026-11-02T09:00:00Z"; without a time of day, that of 09:00 UTC.
base::Instant at(const std::string& text);

class Life {
public:
    Life();

    /// After all that happened until that instant.
    Life& add(const std::string& when, What what);
    Life& add(base::Instant when, What what);
    /// An order, and the program's yes one second later.
    Life& order(const std::string& when, Ordered order);
    /// A look at the folder that takes one second and sees all UIDs below `uid_next`.
    Life& look(base::Instant when, const std::string& folder, std::uint32_t uid_next = 10);
    /// A letter to that client, in New York, tracked a minute later.
    Life& letter(const std::string& when, int number, const std::string& client, bool opted_in,
                 std::vector<PlannedStep> plan);
    /// A mail with its journal entry, last looks, dot and copy in Sent.
    Life& send(const std::string& when, const Step& step, const std::string& to, std::uint32_t uid_next = 13);
    /// A draft or a reminder with its journal entry; its message number.
    int put(const std::string& when, const Step& step, Form form);

    /// Changes, or takes away, the events of a type for which `which` holds.
    template <class T>
    Life& change(const std::function<void(T&)>& how) {
        for (auto& event : history.events) {
            if (auto* what = std::get_if<T>(&event.what)) how(*what);
        }
        return *this;
    }
    template <class T>
    Life& without(const std::function<bool(const T&)>& which) {
        std::erase_if(history.events, [&](const Event& event) {
            const auto* what = std::get_if<T>(&event.what);
            return what != nullptr && which(*what);
        });
        return *this;
    }

    History history;

private:
    void days_before_the_answer();
    void days_after_the_answer();
    int next_ = 100;
};

/// The rules that were broken, each once.
std::vector<std::string> broken(const Life& life);

inline const Step bo_check_in{1, StepKind::check_in, 0};
inline const Step bo_call{1, StepKind::call, 0};
inline const Step cy_check_in{2, StepKind::check_in, 0};
inline const Step di_check_in{3, StepKind::check_in, 0};
inline const Step di_ahead{3, StepKind::promise_ahead, 1};
inline const Step di_kept{3, StepKind::promise_kept, 1};

#define EXPECT_KEPT(life) EXPECT_THAT(broken(life), testing::IsEmpty())
#define EXPECT_BROKEN(life, ...) EXPECT_THAT(broken(life), testing::UnorderedElementsAre(__VA_ARGS__))

}  // namespace amends::simulation
