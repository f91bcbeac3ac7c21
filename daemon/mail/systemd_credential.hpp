#pragma once
// A systemd credential (systemd.exec(5), LoadCredential=): a small file in $CREDENTIALS_DIRECTORY.
#include <string>

#include "base/result.hpp"

namespace amends::mail {

/// Fails closed: systemd starts a unit also where LoadCredential=NAME found nothing.
base::Result<std::string> secret_from_systemd(const std::string& name);

}  // namespace amends::mail
