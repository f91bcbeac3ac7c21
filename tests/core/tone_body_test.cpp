#include "core/tone_body.hpp"

#include <gtest/gtest.h>

namespace amends::core {
namespace {

using Address = ToneBody::Address;

TEST(ToneBody, LeavesOutAddressFarewellAndSignature) {
    const ToneBody body =
        tone_body("Dear Mr Oram,\n\nThe tap drips again.\n\nKind regards\nVera Lindqvist\nOffice manager");
    EXPECT_EQ(body.words, "The tap drips again.");
    EXPECT_EQ(body.address, Address::formal);
    EXPECT_TRUE(body.farewell);
    EXPECT_FALSE(body.kisses);
}

TEST(ToneBody, KnowsHowOneIsAddressed) {
    EXPECT_EQ(tone_body("Hi Vera,\nall fine.").address, Address::familiar);
    EXPECT_EQ(tone_body("Vera,\n\nall fine.").address, Address::name);
    EXPECT_EQ(tone_body("Vera\n\nall fine.").address, Address::name);
    EXPECT_EQ(tone_body("Szanowny Panie,\n\nwszystko jasne.").address, Address::formal);
    EXPECT_EQ(tone_body("All fine.").address, Address::none);
    EXPECT_EQ(tone_body("Too late!\n\nVera").address, Address::none);
}

TEST(ToneBody, KeepsWhatIsNoName) {
    EXPECT_EQ(tone_body("The roof leaks.\n\nStill waiting").words, "The roof leaks.\n\nStill waiting");
    EXPECT_EQ(tone_body("The roof leaks.\n\nGoodbye!").words, "The roof leaks.\n\nGoodbye!");
    EXPECT_EQ(tone_body("The roof leaks.\n\nV. Lindqvist").words, "The roof leaks.");
    EXPECT_EQ(tone_body("ok thanks").words, "ok thanks");
}

TEST(ToneBody, EndsAtTheSignatureMark) {
    EXPECT_EQ(tone_body("The roof leaks.\n\n-- \nVera, who never complains without cause.").words, "The roof leaks.");
}

TEST(ToneBody, SeesKisses) {
    const ToneBody body = tone_body("All fine.\n\nVera x");
    EXPECT_TRUE(body.kisses);
    EXPECT_EQ(body.words, "All fine.");
}

TEST(ToneBody, OfNothingIsNothing) {
    EXPECT_EQ(tone_body("").words, "");
    EXPECT_EQ(tone_body("\n\n \n").address, Address::none);
    EXPECT_EQ(tone_body("Hi Vera,\n\n").words, "Hi Vera,");
}

}  // namespace
}  // namespace amends::core
