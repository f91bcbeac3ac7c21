#include "guide/remedy.hpp"

#include <gtest/gtest.h>

#include "guide/field_value.hpp"
#include "guide/letter.hpp"
#include "guide/shelf.hpp"

namespace amends::guide {
namespace {

const Rules& rules() {
    static const auto stocked = Rules::stock({}, false);
    return *stocked;
}

Remedies in(const std::string& text) { return find_remedies(rules(), "Dear Ada,\n\nI am sorry. " + text + "\n\nJo\n"); }
std::string repair(const std::string& text) { return in(text).repair; }
std::string change(const std::string& text) { return in(text).change; }

TEST(Remedy, IsTheClauseThatSaysWhatIsDone) {
    EXPECT_EQ(repair("You lost a day. We have printed the sheets again at our cost."),
              "We have printed the sheets again at our cost.");
    EXPECT_EQ(repair("I have stopped the press, cancelled that run and ordered new plates."),
              "I have stopped the press.")
        << "\"that run\" is told of elsewhere";
    EXPECT_EQ(repair("I have cancelled the wrong order, and our office is paying the difference back to you."),
              "I have cancelled the wrong order, and our office is paying the difference back to you.");
    EXPECT_EQ(repair("Two fitters are working on the boiler, and it will be warm by Friday."),
              "Two fitters are working on the boiler, and it will be warm.");
    EXPECT_EQ(repair("Saturday was ours to keep, and we have hired a second crew for the garden."),
              "We have hired a second crew for the garden.");
}

TEST(Remedy, NamesNoDay) {
    EXPECT_EQ(repair("I've refunded the fifteen cups to your card; they'll be with you tomorrow before 1 pm."),
              "I've refunded the fifteen cups to your card.");
    EXPECT_EQ(repair("By Friday, 27 November we will replace the two broken panes."),
              "We will replace the two broken panes.");
    EXPECT_EQ(repair("We will repair the gate at the back by Monday."), "We will repair the gate at the back.");
    EXPECT_EQ(repair("The new keys will be with the school before noon on Monday."), "");
}

TEST(Remedy, IsNeitherAFragmentNorAboutAnotherSentence) {
    for (const char* text :
         {"By Friday it will be put right.", "That work will be finished by Friday.",
          "You will have all of it on Monday.", "You will hear from me by Friday.", "The inspector comes on Thursday.",
          "I will call you on Monday.", "Shall we send new cups by Friday?", "If you like, we will send new cups.",
          "We have let you down.", "We have changed how we plan."}) {
        EXPECT_EQ(repair(text), "") << text;
    }
}

TEST(Remedy, ThatIsAChangeIsTheChange) {
    EXPECT_EQ(change("I have also changed how I plan. A second person now compares each plan with the order."),
              "A second person now compares each plan with the order.");
    EXPECT_EQ(change("From now on we compare each proof with the order before it goes out."),
              "From now on we compare each proof with the order before it goes out.")
        << "what \"it\" is stands in the same clause";
    EXPECT_EQ(change("From now on you get a written price before work begins."),
              "From now on you get a written price before work begins.");
    EXPECT_EQ(change("We have changed our checks. Every motor now runs for an hour on the test bench."),
              "Every motor now runs for an hour on the test bench.");
    EXPECT_EQ(change("This will never happen again."), "");
    EXPECT_EQ(change("We have sent you new cups."), "");
}

TEST(Remedy, OfAPromiseIsItsClauseWithoutItsDay) {
    EXPECT_EQ(standing_clause("You will have the printed brochures on Friday, 5 September"),
              "You will have the printed brochures.");
    EXPECT_EQ(standing_clause("By Friday, 27 November you will have what you asked for"),
              "You will have what you asked for.");
    EXPECT_EQ(standing_clause("You will have the corrected report by Friday."), "You will have the corrected report.");
    EXPECT_EQ(standing_clause("The replacement ships from our workshop on Monday"),
              "The replacement ships from our workshop.");
    for (const char* words :
         {"On Friday, 27 November you will have", "By Monday, 23 November it will be done",
          "they'll be with you tomorrow before 1 pm", "will be with the school before noon", "all of it by Monday",
          "you will have this in writing by Friday", "the model by Thursday",
          "The inspector comes to your flat on Thursday", "The inspector will see the roof on Monday"})
        EXPECT_EQ(standing_clause(words), "") << words;
}

constexpr base::CivilDate today{std::chrono::year{2026}, std::chrono::month{3}, std::chrono::day{3}};

TEST(Remedy, OfEveryShippedLetterIsWhatItsWriterGaveForIt) {
    const auto shelf = Shelf::stock({});
    ASSERT_TRUE(shelf);
    for (const auto* situation : shelf->situations("en")) {
        for (const auto tone : {LetterTone::personal, LetterTone::empathetic}) {
            SCOPED_TRACE(situation->id + (tone == LetterTone::personal ? " personal" : " empathetic"));
            Given given;
            for (const auto& field : situation->fields) given[field.name] = example_of(field, today);
            const auto letter = write_letter(*situation, tone, given, today);
            ASSERT_TRUE(letter);
            const auto found = find_remedies(rules(), letter->body);
            const auto begins = [&](const std::string& name, std::string with) {
                if (with.empty()) return given[name].empty();
                with.pop_back();
                return given[name].starts_with(with);
            };
            // Money is the remedy only where the letter names no deed.
            const bool money = !given.contains("doing") && found.repair.find(" off your bill.") != std::string::npos;
            EXPECT_TRUE(money || found.repair == "You will have the corrected version." ||
                        begins("doing", found.repair))
                << found.repair;
            // "is trained again this month": a month later that is not so.
            const bool has_a_month = situation->id == "staff_misconduct";
            EXPECT_TRUE(has_a_month ? found.change.empty() : begins("change", found.change)) << found.change;
        }
    }
}

}  // namespace
}  // namespace amends::guide
