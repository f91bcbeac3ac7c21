#include "guide/edited_letter.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "guide/shelf.hpp"

namespace amends::guide {
namespace {

constexpr base::CivilDate today{std::chrono::year{2026}, std::chrono::month{3}, std::chrono::day{3}};  // a Tuesday

const Situation& other() {
    static const auto shelf = Shelf::stock({});
    return **shelf->situation("other", "en");
}

/// The letter whose open fields somebody has filled in by hand.
WrittenLetter typed(const std::vector<std::pair<std::string, std::string>>& fields, LetterTone tone) {
    const auto before = write_letter(other(), tone, {}, today).value();
    std::string text = "Subject: " + before.subject + "\n\n" + before.body;
    for (const auto& [name, value] : fields) {
        const auto label = "[" + find_field(other(), name)->label + "]";
        for (auto at = text.find(label); at != std::string::npos; at = text.find(label))
            text.replace(at, label.size(), value);
    }
    return read_edited(before, other(), text, today);
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(EditedLetter, ReadsDaysAsPeopleTypeThem) {
    for (const auto tone : {LetterTone::personal, LetterTone::empathetic}) {
        const auto letter = typed({{"day", "last friday"}, {"by_date", "6 March"}, {"topic", "the keys"}}, tone);
        EXPECT_TRUE(holds(letter.body, "n Friday, 27 February ")) << letter.body;
        EXPECT_TRUE(holds(letter.body, "By Friday, 6 March it will")) << letter.body;
        EXPECT_EQ(letter.notes, std::vector<std::string>{});
        EXPECT_EQ(std::ranges::count(letter.missing, "day"), 0);
        EXPECT_EQ(std::ranges::count(letter.missing, "impact"), 1);
    }
}

TEST(EditedLetter, HasASubjectOfOneLine) {
    const auto before = write_letter(other(), LetterTone::personal, {}, today).value();
    EXPECT_EQ(read_edited(before, other(), "Subject: The late\rkeys\r\n\r\nDear Kim,\n", today).subject,
              "The late keys");
}

TEST(EditedLetter, SaysWhichDayItCannotRead) {
    const auto letter = typed({{"day", "some time in May"}}, LetterTone::personal);
    EXPECT_TRUE(holds(letter.body, "On some time in May I let you down")) << letter.body;
    ASSERT_EQ(letter.notes.size(), 1U);
    EXPECT_TRUE(letter.notes.front().starts_with("Day it happened: \"some time in May\" is ")) << letter.notes.front();
    EXPECT_TRUE(letter.notes.front().ends_with(" It stands in the letter as you typed it.")) << letter.notes.front();
    EXPECT_EQ(typed({{"by_date", "last friday"}}, LetterTone::personal).notes,
              std::vector<std::string>{"Day it is put right: Friday, 27 February has passed."});
}

TEST(EditedLetter, LeavesAloneWhatWasRewritten) {
    const auto before = write_letter(other(), LetterTone::personal, {}, today).value();
    const auto letter = read_edited(before, other(), "Dear Jo,\n\nit was me, on friday.\n\nAl", today);
    EXPECT_EQ(letter.body, "Dear Jo,\n\nit was me, on friday.\n\nAl\n");
    EXPECT_EQ(letter.subject, before.subject);
    EXPECT_EQ(letter.missing, std::vector<std::string>{"topic"});  // of the subject
}

}  // namespace
}  // namespace amends::guide
