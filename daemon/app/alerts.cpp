#include "app/alerts.hpp"

namespace amends::app {

void tell_alerts(ports::Notifier& notifier, const std::string& account, ports::Mailbox& mailbox) {
    const std::string key = "alert." + account + ".";
    for (const std::string& alert : mailbox.take_alerts()) {
        notifier.tell(key + alert, "Message from the mail server of " + account, alert);
    }
}

}  // namespace amends::app
