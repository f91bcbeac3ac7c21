#include "tests/simulation/letters.hpp"

#include <array>
#include <cstdio>

namespace amends::simulation {

namespace {

constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<const char*, 12> whole_months{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};

std::string date_field(base::Instant at) {
    const base::CivilDateTime civil = base::civil_at_offset(at, 0);
    char text[64];
    std::snprintf(text, sizeof text, "%u %s %d %02d:%02d:%02d +0000", static_cast<unsigned>(civil.date.day()),
                  months.at(static_cast<unsigned>(civil.date.month()) - 1), static_cast<int>(civil.date.year()),
                  civil.time.hour, civil.time.minute, civil.time.second);
    return text;
}

std::string head(const Envelope& envelope) {
    std::string fields = "From: " + envelope.from + "\r\nTo: " + envelope.to + "\r\nSubject: " + envelope.subject +
                         "\r\nDate: " + date_field(envelope.date) + "\r\nMessage-ID: <" + envelope.id + ">\r\n";
    if (!envelope.answers.empty()) {
        fields += "In-Reply-To: <" + envelope.answers + ">\r\nReferences: <" + envelope.answers + ">\r\n";
    }
    return fields + "MIME-Version: 1.0\r\n";
}

std::string report(const Envelope& envelope, const std::string& kind, const std::string& machine_part,
                   const std::string& about_id) {
    return "Return-Path: <>\r\n" + head(envelope) + "Content-Type: multipart/report; report-type=" + kind +
           "; boundary=\"=part\"\r\n\r\n--=part\r\nContent-Type: text/plain\r\n\r\nThis is a report about your "
           "mail.\r\n--=part\r\n" +
           machine_part + "\r\n--=part\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <" + about_id +
           ">\r\nFrom: " + owner + "\r\nSubject: " + envelope.subject + "\r\n\r\nDear client\r\n--=part--\r\n";
}

std::string delivery_status(const std::string& recipient, const std::string& action, const std::string& status) {
    return "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.user.example\r\n\r\nFinal-Recipient: "
           "rfc822; " +
           recipient + "\r\nAction: " + action + "\r\nStatus: " + status + "\r\n";
}

}  // namespace

std::string plain_mail(const Envelope& envelope, const std::string& text, const std::string& more_fields) {
    return head(envelope) + more_fields + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n";
}

std::string letter_text(int which, const std::string& name) {
    static const std::array<std::string, letter_texts> texts{
        "we broke the export on Monday, and your report was late because of us. It is repaired now, and a check runs "
        "every\r\nnight.",
        "our van came two hours late, and your guests waited. We have paid the delivery back to you. A second driver "
        "is on\r\ncall from now on.",
        "the invoice that we sent you had last year's prices. You have the right one now, and every invoice is "
        "compared with\r\nthe contract before it leaves.",
        "your login did not work this morning, because we had locked the wrong account. It is open again. Locking "
        "now asks for\r\ntwo people."};
    return "Dear " + name + ",\r\n\r\nI am sorry: " + texts.at(static_cast<std::size_t>(which)) +
           "\r\n\r\nKind regards\r\nMara";
}

std::string answer_text(int which) {
    static const std::array<std::string, 4> texts{
        "Thank you for telling me. That is fine with us.", "Thanks, all works again. Please go on as before.",
        "I have seen it. Could you call me about the next step?", "Good to know, and thank you for the quick repair."};
    return texts.at(static_cast<std::size_t>(which) % texts.size());
}

std::string out_of_office(const Envelope& envelope, base::CivilDate back) {
    const std::string day = std::to_string(static_cast<unsigned>(back.day())) + " " +
                            whole_months.at(static_cast<unsigned>(back.month()) - 1) + " " +
                            std::to_string(static_cast<int>(back.year()));
    return plain_mail(envelope, "I am out of the office and will be back on " + day + ".",
                      "Auto-Submitted: auto-replied\r\n");
}

std::string invitation(const Envelope& envelope) {
    return head(envelope) +
           "Content-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\nBEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:"
           "REQUEST\r\nBEGIN:VEVENT\r\nUID:" +
           envelope.id +
           "\r\nDTSTART:20260701T090000Z\r\nDTEND:20260701T093000Z\r\nSUMMARY:A "
           "call\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
}

std::string hard_bounce(const Envelope& envelope, const std::string& about_id, const std::string& recipient) {
    return report(envelope, "delivery-status", delivery_status(recipient, "failed", "5.1.1"), about_id);
}

std::string delay_report(const Envelope& envelope, const std::string& about_id, const std::string& recipient) {
    return report(envelope, "delivery-status", delivery_status(recipient, "delayed", "4.4.1"), about_id);
}

std::string complaint(const Envelope& envelope, const std::string& about_id, const std::string& recipient) {
    return report(envelope, "feedback-report",
                  "Content-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nUser-Agent: mx\r\nVersion: "
                  "1\r\nOriginal-Rcpt-To: " +
                      recipient + "\r\n",
                  about_id);
}

}  // namespace amends::simulation
