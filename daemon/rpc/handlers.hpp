#pragma once
// One function per method of the table; the parameters are already checked. One .cpp per group.
#include "rpc/methods.hpp"

namespace amends::rpc {

ports::Task<std::string> letters_track(Service& service, Arguments arguments);
ports::Task<std::string> letters_plan(Service& service, Arguments arguments);
ports::Task<std::string> letters_find(Service& service, Arguments arguments);
ports::Task<std::string> letters_list(Service& service, Arguments arguments);
ports::Task<std::string> letters_show(Service& service, Arguments arguments);
ports::Task<std::string> letters_why(Service& service, Arguments arguments);
ports::Task<std::string> letters_snooze(Service& service, Arguments arguments);
ports::Task<std::string> letters_answered(Service& service, Arguments arguments);
ports::Task<std::string> letters_done(Service& service, Arguments arguments);
ports::Task<std::string> letters_drop(Service& service, Arguments arguments);
ports::Task<std::string> letters_release(Service& service, Arguments arguments);
ports::Task<std::string> letters_kept(Service& service, Arguments arguments);
ports::Task<std::string> letters_slipped(Service& service, Arguments arguments);
ports::Task<std::string> letters_undo(Service& service, Arguments arguments);
ports::Task<std::string> letters_auto(Service& service, Arguments arguments);
ports::Task<std::string> letters_preview(Service& service, Arguments arguments);
ports::Task<std::string> letters_check_in(Service& service, Arguments arguments);

ports::Task<std::string> clients_history(Service& service, Arguments arguments);
ports::Task<std::string> clients_leave(Service& service, Arguments arguments);
ports::Task<std::string> clients_forget(Service& service, Arguments arguments);

ports::Task<std::string> daemon_status(Service& service, Arguments arguments);
ports::Task<std::string> daemon_pause(Service& service, Arguments arguments);
ports::Task<std::string> daemon_hold(Service& service, Arguments arguments);
ports::Task<std::string> daemon_reload(Service& service, Arguments arguments);
ports::Task<std::string> daemon_look(Service& service, Arguments arguments);
ports::Task<std::string> clock_move(Service& service, Arguments arguments);

}  // namespace amends::rpc
