#include "guide/patterns.hpp"

#include <gtest/gtest.h>

namespace amends::guide {
namespace {

TEST(Patterns, ReadsReportsAndAbsences) {
    const auto read = parse_patterns("x.toml", R"(
absence_words = ['away']
[[report]]
id = "one"
opening = '^Alas'
recipients = '<(\S+)>'
action = "delayed"
[[absence]]
id = "two"
text = 'until {date}'
means = "last_day"
)");
    ASSERT_TRUE(read) << read.error().message;
    ASSERT_EQ(read->reports.size(), 1U);
    EXPECT_EQ(read->reports[0].action, base::ReportAction::delayed);
    EXPECT_EQ(read->reports[0].recipients, R"(<(\S+)>)");
    ASSERT_EQ(read->absences.size(), 1U);
    EXPECT_EQ(read->absences[0].means, base::AbsenceDate::last_day);
    EXPECT_EQ(read->absence_words, std::vector<std::string>{"away"});
}

TEST(Patterns, SayWhereAnUnknownKeyStands) {
    const auto read = parse_patterns("x.toml", "[[report]]\nid = \"a\"\nopenning = \"b\"\n");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().message, "x.toml:3:1: \"openning\" is not known here; did you mean \"opening\"?");
}

TEST(Patterns, RefuseAnAbsenceWithoutADate) {
    const auto read = parse_patterns("x.toml", "[[absence]]\nid = \"a\"\ntext = \"until\"\nmeans = \"last_day\"\n");
    ASSERT_FALSE(read);
    EXPECT_NE(read.error().message.find("x.toml:3:"), std::string::npos) << read.error().message;
}

TEST(Patterns, ReadWordsOfAutomaticReplies) {
    const auto read = parse_patterns("x.toml", R"(
stand_ins = ['write to (\S+)']
[[automatic]]
id = "one"
subject = 'away'
says = "absence"
[[automatic]]
id = "two"
text = 'your letter'
says = "automatic"
weight = -2
)");
    ASSERT_TRUE(read) << read.error().message;
    ASSERT_EQ(read->automatic.size(), 2U);
    EXPECT_EQ(read->automatic[0].subject, "away");
    EXPECT_EQ(read->automatic[0].says, base::AutomaticNote::absence);
    EXPECT_EQ(read->automatic[0].weight, 4);
    EXPECT_EQ(read->automatic[1].text, "your letter");
    EXPECT_EQ(read->automatic[1].weight, -2);
    EXPECT_EQ(read->stand_ins.size(), 1U);
}

TEST(Patterns, RefuseAutomaticWordsThatSayNothing) {
    for (const char* rest : {"says = \"absence\"\n", "text = \"a\"\nsubject = \"b\"\nsays = \"absence\"\n",
                             "text = \"a\"\nsays = \"gone\"\n", "text = \"a\"\nsays = \"left\"\nweight = 99\n",
                             "text = \"a\"\nsays = \"left\"\nweight = \"1\"\n", "text = \"a\"\n"})
        EXPECT_FALSE(parse_patterns("x.toml", std::string("[[automatic]]\nid = \"a\"\n") + rest)) << rest;
}

TEST(Patterns, RefuseAnUnknownAction) {
    const auto read = parse_patterns("x.toml", "[[report]]\nid = \"a\"\nopening = \"b\"\naction = \"lost\"\n");
    ASSERT_FALSE(read);
    EXPECT_NE(read.error().message.find("x.toml:4:"), std::string::npos) << read.error().message;
}

TEST(Patterns, RefuseTextThatIsNotToml) {
    const auto read = parse_patterns("x.toml", "[[report]\n");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().message.rfind("x.toml:1:", 0), 0U) << read.error().message;
    EXPECT_EQ(read.error().fault, base::Fault::configuration);
}

}  // namespace
}  // namespace amends::guide
