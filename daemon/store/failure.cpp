#include "store/failure.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <string_view>

namespace amends::store {

namespace {

struct Wall {
    std::string_view mark;  ///< what the schema's RAISE says
    base::Fault fault;
    base::Retry retry;
    std::string_view message;
};

// The walls that a correct program can run into too (two check-ins racing for the last place under a cap, an order that
// came while a message was on its way); every other one means a bug of ours.
constexpr std::array expected_walls{
    Wall{"wall: cap", base::Fault::answer_is_no, base::Retry::later,
         "As many check-ins as the caps allow have been sent for now; this one was stopped before it left."},
    Wall{"wall: begun", base::Fault::answer_is_no, base::Retry::later,
         "It is being handed over by another attempt already; this one was stopped before it left."},
    Wall{"wall: held", base::Fault::answer_is_no, base::Retry::after_change,
         "The account is paused or held; the check-in was stopped before it left. `amends release` or `amends resume` "
         "lets it go on."},
    Wall{"wall: in peace", base::Fault::answer_is_no, base::Retry::after_change,
         "The client is to be left in peace; the check-in was stopped before it left."},
    Wall{"wall: answered", base::Fault::answer_is_no, base::Retry::never,
         "The letter is not open any more; the check-in was stopped before it left."},
    Wall{"wall: not opted in", base::Fault::answer_is_no, base::Retry::after_change,
         "Sending is not switched on for this letter; the check-in was stopped before it left. `amends auto ID on` "
         "switches it on."},
};

base::Error constraint_error(std::string_view said) {
    for (const Wall& wall : expected_walls) {
        if (said.find(wall.mark) != std::string_view::npos) {
            return {wall.fault, wall.retry, std::string(wall.message)};
        }
    }
    return {
        base::Fault::internal, base::Retry::never,
        fmt::format("The database refused a change that must never be made ({}); nothing was changed. This is a bug "
                    "in Amends: please report it.",
                    said)};
}

}  // namespace

void fail(base::Fault fault, base::Retry retry, std::string message) {
    throw Failure{{fault, retry, std::move(message)}};
}

void fail_damaged(const std::string& what) {
    fail(base::Fault::internal, base::Retry::after_change,
         fmt::format(
             "{} in the database is not what Amends wrote there, so it is not acted on. The disk may be failing: "
             "check it, and put the last good copy of the database back.",
             what));
}

bool means_damage(const SQLite::Exception& trouble) {
    const int code = trouble.getErrorCode() & 0xFF;
    return code == SQLITE_CORRUPT || code == SQLITE_NOTADB || trouble.getExtendedErrorCode() == SQLITE_IOERR_CORRUPTFS;
}

base::Error error_of(const SQLite::Exception& trouble) {
    using base::Fault;
    using base::Retry;
    switch (trouble.getErrorCode() & 0xFF) {
        case SQLITE_FULL:
            return {Fault::internal, Retry::later,
                    "The disk that holds the database is full; nothing was changed. Free some space."};
        case SQLITE_IOERR:
            return {Fault::internal, Retry::later,
                    fmt::format("The disk that holds the database cannot be read or written ({}); nothing was changed. "
                                "Check that it is mounted, healthy and not full.",
                                trouble.getErrorStr())};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {Fault::internal, Retry::later,
                    "Another program is holding the database open for writing; nothing was changed. Close it."};
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
            return {Fault::configuration, Retry::after_change,
                    fmt::format("The database cannot be written ({}). Check the owner and the rights of its folder.",
                                trouble.what())};
        case SQLITE_CONSTRAINT: return constraint_error(trouble.what());
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {Fault::internal, Retry::after_change,
                    "The database is damaged. Put the last good copy of it back."};
        default:
            return {Fault::internal, Retry::never,
                    fmt::format("The database gave an unexpected answer ({}); nothing was changed. This is a bug in "
                                "Amends: please report it.",
                                trouble.what())};
    }
}

}  // namespace amends::store
