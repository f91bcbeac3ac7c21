// A letter under review: what is found lies in it, and what is to be put in its place can be.
#include "guide/review.hpp"

#include <string>

#include "base/text.hpp"
#include "bridge/utf16.hpp"
#include "tests/fuzz/letter_text.hpp"

namespace amends::fuzz {
namespace {

void check(const guide::Finding& finding, const std::string& subject, const std::string& body) {
    const auto& part = finding.part == guide::Part::body ? body : subject;
    holds(within(finding.start, finding.end, part.size()), "a finding lies within its part");
    holds(part.compare(finding.start, finding.end - finding.start, finding.text) == 0, "a finding quotes its part");
    holds(
        !finding.rule.empty() && !finding.category.empty() && !finding.message.empty() && !finding.fingerprint.empty(),
        "a finding says what it is");
    std::string changed = part;
    std::size_t after = part.size();
    for (auto edit = finding.edits.rbegin(); edit != finding.edits.rend(); ++edit) {
        holds(within(edit->start, edit->end, after), "edits lie within the part, in order");
        changed.replace(edit->start, edit->end - edit->start, edit->text);
        after = edit->start;
    }
    if (base::is_utf8(part)) holds(base::is_utf8(changed), "an edit leaves whole characters");
}

void check_units(const guide::Review& review, const std::string& subject, const std::string& body) {
    const auto counted = bridge::in_utf16(review, subject, body);
    for (std::size_t at = 0; at < review.findings.size(); ++at)
        holds(within(counted.findings[at].start, counted.findings[at].end, review.findings[at].end),
              "no text has more code units than bytes");
}

}  // namespace
}  // namespace amends::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace amends;
    static const auto rules = guide::Rules::stock({}, false).value();
    const auto body = fuzz::letter_of(data, size);
    const auto subject = body.substr(0, std::min(body.find('\n'), std::size_t{80}));
    const auto zones = guide::read_zones(body);
    fuzz::holds(zones.own.size() == body.size() && zones.with_quotations.size() == body.size(),
                "a zone is as long as the text");
    fuzz::holds(guide::end_of_own_text(body) <= body.size(), "the writer's words end within the text");
    const auto review = guide::review(rules, {.subject = subject,
                                              .body = body,
                                              .sent_at = fuzz::written_at,
                                              .zone = &fuzz::zone(),
                                              .opened_as_apology = true,
                                              .zones = &zones});
    for (const auto& finding : review.findings) fuzz::check(finding, subject, body);
    fuzz::check_units(review, subject, body);
    return 0;
}
