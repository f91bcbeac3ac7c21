#pragma once
// A mail read for its words. amendsd does it: that takes libraries that `amends` does not load for its other commands.
#include <string>

#include "cli/session.hpp"
#include "rpc/letter_mail_json.hpp"

namespace amends::cli {

base::Result<rpc::MailedLetter> mailed_letter(const Session& session, const std::string& mail);

}  // namespace amends::cli
