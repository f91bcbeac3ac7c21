#pragma once
// The mails that people and servers write in a simulated life. Each is what such a mail looks like; what it means
// stands in the history, for the checker.
#include <string>

#include "base/time.hpp"

namespace amends::simulation {

inline constexpr const char* owner = "mara@user.example";

struct Envelope {
    std::string id;    ///< Message-ID without brackets
    std::string from;  ///< a mailbox, or a name with one in angle brackets
    std::string to;
    base::Instant date;
    std::string answers;  ///< the Message-ID it answers; "" for none
    std::string subject = "Our mistake";
};

std::string plain_mail(const Envelope& envelope, const std::string& text, const std::string& more_fields = "");
/// A letter of apology, in one of several texts.
std::string letter_text(int which, const std::string& name);
inline constexpr int letter_texts = 4;
std::string answer_text(int which);
std::string out_of_office(const Envelope& envelope, base::CivilDate back);
std::string invitation(const Envelope& envelope);
std::string hard_bounce(const Envelope& envelope, const std::string& about_id, const std::string& recipient);
std::string delay_report(const Envelope& envelope, const std::string& about_id, const std::string& recipient);
std::string complaint(const Envelope& envelope, const std::string& about_id, const std::string& recipient);

}  // namespace amends::simulation
