#pragma once
// Result<T>: an expected failure is a value. Every Error says whether trying again can help, so that no caller has to
// guess from a library's code. Library exceptions are caught in the file that calls the library and become an Error.
#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace amends::base {

/// Can the same attempt succeed if it is made again?
enum class Retry {
    never,         ///< the same input fails for ever
    later,         ///< passing trouble: the network, a busy server, a full disk
    after_change,  ///< only once a person has changed something: a password, a quota, the configuration
    unknown,       ///< it may have happened already; only an oracle may decide (DESIGN: "Doing a thing once")
};

/// What kind of trouble it is; the command line makes its exit status of it (DESIGN section 7).
enum class Fault { answer_is_no, wrong_use, configuration, daemon_unreachable, mail_server, internal };

struct Error {
    Fault fault = Fault::internal;
    Retry retry = Retry::never;
    std::string message;  ///< one sentence for the user: what is wrong and what to do; never a secret
    bool spare = false;   ///< the other side has asked for fewer visits: wait longer than usual before the next
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

inline tl::unexpected<Error> failure(Fault fault, Retry retry, std::string message) {
    return tl::unexpected<Error>(Error{fault, retry, std::move(message)});
}

}  // namespace amends::base
