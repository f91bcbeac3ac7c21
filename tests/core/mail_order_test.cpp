#include "core/mail_order.hpp"

#include <gtest/gtest.h>

namespace amends::core {
namespace {

const calendar::Zone berlin("Europe/Berlin", {{{1761440400}, 3600}, {{1774746000}, 7200}, {{1792890000}, 3600}});
constexpr base::Instant monday{1795420800};  // 2026-11-23, 09:00 in Berlin

MailOrder read(std::string_view text) { return read_mail_order(text, monday, berlin); }

template <class Order>
Order order(std::string_view text) {
    const auto read_ = read(text);
    EXPECT_TRUE(read_.order && std::holds_alternative<Order>(*read_.order)) << text << ": " << read_.said;
    return read_.order && std::holds_alternative<Order>(*read_.order) ? std::get<Order>(*read_.order) : Order{};
}

TEST(MailOrder, TakesAWordForItsOrder) {
    order<Done>("done");
    order<Done>("\n\n  Done.\n\nSent from my phone");
    order<Drop>("DROP!");
    order<Release>("release");
    order<Release>("No.");
}

TEST(MailOrder, LooksPastAGreetingAndThanks) {
    order<Done>("done, thanks");
    order<Done>("Ok, done. Thank you!");
    order<Done>("Hi,\n\ndone\n\nNora");
    order<Drop>("Hello Nora,\nplease drop");
    order<Snooze>("later 3d please");
    EXPECT_FALSE(read("Hi,").order);
    EXPECT_FALSE(read("thanks").order);
    EXPECT_FALSE(read("Hello, I am done with this").order);
}

TEST(MailOrder, ReadsUntilWhenFromTheTimeItWasWritten) {
    EXPECT_EQ(order<Snooze>("later 3d").until, berlin.instant({*base::parse_civil_date("2026-11-26"), {9, 0, 0}}));
    EXPECT_EQ(order<Snooze>("Snooze next Monday 14:00").until,
              berlin.instant({*base::parse_civil_date("2026-11-30"), {14, 0, 0}}));
    EXPECT_FALSE(read("later").order);
    EXPECT_FALSE(read("later, when I am back").order);
    EXPECT_FALSE(read("later 2020-01-01").order);
}

TEST(MailOrder, ReadsHowTheyAnswered) {
    EXPECT_EQ(order<Answered>("answered").by, "other");
    EXPECT_EQ(order<Answered>("Answered by phone").by, "phone");
    EXPECT_EQ(order<Answered>("answered meeting").by, "meeting");
    EXPECT_FALSE(read("answered by pigeon").order);
    EXPECT_FALSE(read("answered all of them by phone").order);
}

TEST(MailOrder, ReadsWhichPromise) {
    EXPECT_EQ(order<Kept>("kept").promise, 0);
    EXPECT_EQ(order<Kept>("kept 2").promise, 2);
    EXPECT_FALSE(read("kept it").order);
    EXPECT_FALSE(read("kept -1").order);
    EXPECT_EQ(order<Slipped>("slipped 2 to 2026-12-04").promise, 2);
    EXPECT_EQ(order<Slipped>("slipped friday").to, *base::parse_civil_date("2026-11-27"));
    EXPECT_EQ(order<Slipped>("slipped 2 December").to, *base::parse_civil_date("2026-12-02"));
    EXPECT_EQ(order<Slipped>("slipped 2 December").promise, 0) << "a day, not promise 2";
    EXPECT_EQ(order<Slipped>("slipped 2 3 December").promise, 2);
    EXPECT_EQ(order<Slipped>("slipped in 3 days").promise, 0);
    EXPECT_FALSE(read("slipped").order);
}

TEST(MailOrder, UnderstandsNothingElse) {
    for (const char* const text :
         {"", "  \n ", "Thanks!", "I am done with this", "done and dusted", "drop me a line", "no way", "auto on"}) {
        const auto read_ = read(text);
        EXPECT_FALSE(read_.order) << text;
        EXPECT_FALSE(read_.said.empty());
    }
    EXPECT_FALSE(read("done" + std::string(300, ' ') + "x").order);
}

}  // namespace
}  // namespace amends::core
