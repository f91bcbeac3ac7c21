#include "mail/blot_out.hpp"

#include <gtest/gtest.h>

namespace amends::mail {
namespace {

std::string blotted(std::string line, const std::string& secret) {
    std::vector<std::string> lines{std::move(line)};
    blot_out(lines, secret);
    return lines.front();
}

TEST(BlotOut, HidesTheSecretAsItStands) {
    EXPECT_EQ(blotted("A002 BAD LOGIN alice hunter2 hunter2?", "hunter2"), "A002 BAD LOGIN alice * *?");
    EXPECT_EQ(blotted("A002 NO no", ""), "A002 NO no");
}

// printf '\0alice\0correct horse' | base64, and the same with a user name that is one and two letters longer.
TEST(BlotOut, HidesWhatPlainSends) {
    const std::string secret = "correct horse";
    for (const std::string sent :
         {"AGFsaWNlAGNvcnJlY3QgaG9yc2U=", "AGFsaWNlcwBjb3JyZWN0IGhvcnNl", "AGFsaWNlc3MAY29ycmVjdCBob3JzZQ=="}) {
        EXPECT_EQ(blotted("A002 BAD unknown command AUTHENTICATE PLAIN " + sent + " (sorry)", secret),
                  "A002 BAD unknown command AUTHENTICATE PLAIN * (sorry)");
    }
}

TEST(BlotOut, HidesWhatLoginAndBearersSend) {
    // printf 'correct horse' | base64
    EXPECT_EQ(blotted("A002 NO what is Y29ycmVjdCBob3JzZQ==?", "correct horse"), "A002 NO what is *?");
    // printf 'user=alice\1auth=Bearer ya29.token\1\1' | base64
    EXPECT_EQ(blotted("535 <dXNlcj1hbGljZQFhdXRoPUJlYXJlciB5YTI5LnRva2VuAQE=>", "ya29.token"), "535 <*>");
    // printf 'n,a=alice,\1host=x\1port=993\1auth=Bearer ya29.token\1\1' | base64
    EXPECT_EQ(blotted("535 bixhPWFsaWNlLAFob3N0PXgBcG9ydD05OTMBYXV0aD1CZWFyZXIgeWEyOS50b2tlbgEB", "ya29.token"),
              "535 *");
}

TEST(BlotOut, HidesWhatIsCutShort) {
    const std::string token(3000, 'k');
    EXPECT_EQ(blotted("A002 BAD AUTHENTICATE " + std::string(900, 'k'), token), "A002 BAD AUTHENTICATE *");
    EXPECT_EQ(blotted("A002 BAD AUTHENTICATE PLAIN AGFsaWNlAGNvcnJlY3Qg", "correct horse battery staple"),
              "A002 BAD AUTHENTICATE PLAIN *");
}

TEST(BlotOut, LeavesWhatTheServerSaysOfItself) {
    const std::string line = "A002 NO [ALERT] Application-specific password required: https://support.example/answer/1";
    EXPECT_EQ(blotted(line, "correct horse"), line);
    EXPECT_EQ(blotted(line, "xy"), line);
}

}  // namespace
}  // namespace amends::mail
