#include "app/letter_mail.hpp"

#include <iterator>
#include <string>

#include "message/compose.hpp"
#include "message/whole_text.hpp"
#include "rpc/letter_mail_json.hpp"

namespace amends::app {
namespace {

constexpr int internal = 6;

int fail(std::ostream& err, const base::Error& error) {
    err << "amends: " << error.message << '\n';
    return internal;
}

std::string all_of(std::istream& in) { return {std::istreambuf_iterator<char>(in), {}}; }

}  // namespace

int read_letter(std::istream& in, std::ostream& out, std::ostream& err) {
    auto whole = message::read_whole_text(all_of(in));
    if (!whole) return fail(err, whole.error());
    std::vector<std::string> recipients;
    for (const auto* addresses : {&whole->to, &whole->cc, &whole->bcc})
        for (const base::Address& address : *addresses) recipients.push_back(base::canonical_mailbox(address.mailbox));
    out << rpc::to_json(rpc::MailedLetter{.subject = std::move(whole->subject),
                                          .body = std::move(whole->text),
                                          .to = whole->to.empty() ? std::string() : whole->to.front().mailbox,
                                          .recipients = std::move(recipients),
                                          .sent_at = whole->date,
                                          .encrypted = whole->encrypted})
        << '\n';
    return out.flush() ? 0 : internal;
}

int mail_letter(std::istream& in, std::ostream& out, std::ostream& err) {
    auto letter = rpc::read_letter_to_mail(all_of(in));
    if (!letter) return fail(err, letter.error());
    message::Draft draft;
    draft.from = std::move(letter->from);
    draft.to = {std::move(letter->to)};
    draft.subject = std::move(letter->subject);
    draft.date = letter->date;
    draft.utc_offset = letter->utc_offset;
    draft.message_id = std::move(letter->message_id);
    draft.text = std::move(letter->body);
    const auto mail = message::compose(draft);
    if (!mail) return fail(err, mail.error());
    out << *mail;
    return out.flush() ? 0 : internal;
}

}  // namespace amends::app
