#include "bridge/frames.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>

namespace amends::bridge {
namespace {

std::string head(std::uint32_t length) {
    std::string bytes(sizeof length, '\0');
    std::memcpy(bytes.data(), &length, sizeof length);
    return bytes;
}

TEST(Frames, AreReadBackAsTheyWereWritten) {
    FrameReader reader;
    reader.take(frame("{\"id\":1}") + frame("ä"));
    EXPECT_EQ(reader.next().value(), "{\"id\":1}");
    EXPECT_TRUE(reader.is_within_frame());
    EXPECT_EQ(reader.next().value(), "ä");
    EXPECT_EQ(reader.next().value(), std::nullopt);
    EXPECT_FALSE(reader.is_within_frame());
}

TEST(Frames, CutAnywhereAreReadOnceTheyAreWhole) {
    const std::string bytes = frame("first") + frame("second");
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        FrameReader reader;
        std::string read;
        for (const std::string& part : {bytes.substr(0, cut), bytes.substr(cut)}) {
            reader.take(part);
            for (auto text = reader.next(); *text; text = reader.next()) read += **text + ";";
        }
        EXPECT_EQ(read, "first;second;") << cut;
        EXPECT_FALSE(reader.is_within_frame()) << cut;
    }
}

TEST(Frames, AreRefusedByTheirLengthBeforeAnyOfItIsThere) {
    for (const std::uint32_t length : {std::uint32_t{0}, std::uint32_t{most_in} + 1, UINT32_MAX}) {
        FrameReader reader;
        reader.take(head(length));
        EXPECT_FALSE(reader.next().has_value()) << length;
    }
    FrameReader reader;
    reader.take(head(most_in));
    EXPECT_TRUE(reader.next().has_value());
    reader.take(std::string(most_in, ' '));
    EXPECT_EQ(reader.next().value()->size(), most_in);
}

TEST(Frames, HaveTheirLengthInTheOrderOfTheMachine) { EXPECT_EQ(frame("abc"), head(3) + "abc"); }

}  // namespace
}  // namespace amends::bridge
