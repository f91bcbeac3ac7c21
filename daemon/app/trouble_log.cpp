#include "app/trouble_log.hpp"

#include "app/log.hpp"

namespace amends::app {

void TroubleLog::met(const std::string& what, bool logged) {
    if (what == last_) return;
    last_ = what;
    if (!logged) log_warning(whose_ + ": " + what);
}

void TroubleLog::over() {
    if (last_.empty()) return;
    last_.clear();
    log_info(whose_ + ": all is well again.");
}

}  // namespace amends::app
