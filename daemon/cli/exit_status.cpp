#include "cli/exit_status.hpp"

namespace amends::cli {

int exit_status(base::Fault fault) {
    switch (fault) {
        case base::Fault::answer_is_no: return 1;
        case base::Fault::wrong_use: return 2;
        case base::Fault::configuration: return 3;
        case base::Fault::daemon_unreachable: return 4;
        case base::Fault::mail_server: return 5;
        case base::Fault::internal: return 6;
    }
    return 6;
}

}  // namespace amends::cli
