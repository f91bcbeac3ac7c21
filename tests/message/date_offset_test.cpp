#include <gtest/gtest.h>

#include "message/decode.hpp"

namespace amends::message {
namespace {

TEST(DateOffset, IsWhatTheDateStates) {
    EXPECT_EQ(decode_utc_offset("Wed, 4 Mar 2026 10:00:00 +0530 (IST)"), 19'800);
    EXPECT_EQ(decode_utc_offset("4-Mar-2026 10:00:00 -0800 (GMT-08:00)"), -28'800);
    EXPECT_EQ(decode_utc_offset("Wed, 4 Mar 2026 10:00:00 +0000"), 0);
}

TEST(DateOffset, IsUnknownWhereItSaysNothing) {
    for (const char* const date :
         {"", "Wed, 4 Mar 2026 10:00:00 -0000", "Wed, 4 Mar 2026 10:00:00 GMT", "Wed, 4 Mar 2026 10:00:00",
          "Wed, 4-Mar-2026", "Wed, 4 Mar 2026 10:00:00 +9900", "Wed, 4 Mar 2026 10:00:00 +01", "10:00:00 +0x00"}) {
        EXPECT_EQ(decode_utc_offset(date), std::nullopt) << date;
    }
}

}  // namespace
}  // namespace amends::message
