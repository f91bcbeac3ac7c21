#include "cli/mailed_letter.hpp"

#include "cli/child.hpp"

namespace amends::cli {

using base::Fault;
using base::Retry;

base::Result<rpc::MailedLetter> mailed_letter(const Session& session, const std::string& mail) {
    const Ran ran = output_of({daemon_program(session.surroundings().environment), "--read-letter"}, mail);
    if (ran.status == program_not_found)
        return base::failure(Fault::internal, Retry::after_change, "amendsd, which reads the mail, is not installed.");
    if (ran.status != 0) return base::failure(Fault::internal, Retry::never, "The mail could not be read.");
    return rpc::read_mailed_letter(ran.output);
}

}  // namespace amends::cli
