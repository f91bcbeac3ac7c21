#include "guide/check_in.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <sstream>

#include "base/text.hpp"
#include "guide/shelf.hpp"

namespace amends::guide {
namespace {

const Shelf& shelf() {
    static const auto stocked = Shelf::stock({});
    return *stocked;
}

class EveryCheckIn : public testing::TestWithParam<std::string> {
protected:
    [[nodiscard]] static Values values() {
        return {{"client_name", "Dr. Anna-Katharina von der Heide, Tim Ash and Joyce Okafor"},
                {"subject", "Corrections to the second edition of the market report"},
                {"sent_on", "Wednesday, 24 September 2025"},
                {"due", "Wednesday, 1 October 2025"},
                {"new_date", "Wednesday, 8 October 2025"},
                {"done_on", "Wednesday, 1 October 2025"},
                {"user_name", "Mara Catherine Quill-Montgomery"}};
    }
    [[nodiscard]] Rendered rendered(const std::string& remedy) const {
        auto all = values();
        if (!remedy.empty()) all["remedy"] = remedy;
        const auto out = render_check_in(*shelf().find(TemplateKind::check_in, GetParam(), "en"), all);
        EXPECT_TRUE(out) << out.error().message;
        return out.value_or(Rendered{});
    }
};
INSTANTIATE_TEST_SUITE_P(Shipped, EveryCheckIn, testing::Values("silence", "make_good", "measures", "kept", "slipped"),
                         [](const auto& one) { return one.param; });

TEST_P(EveryCheckIn, StaysShortAndAsksOnceWhateverItsLetterSaid) {
    std::string endless = "I will send you";
    for (int i = 0; i < 80; ++i) endless += " one more page";
    for (const std::string& remedy :
         {std::string(), std::string("You will have the report on Friday."),
          std::string("I am sorry, and you will have it on Friday."), std::string("Shall I send it on Friday?"),
          endless, std::string("I will send the \"final\" report,\n\u201cas it is\u201d, by Friday.")}) {
        const auto body = rendered(remedy).body;
        std::istringstream words(body);
        EXPECT_LT(std::distance(std::istream_iterator<std::string>(words), {}), 100) << body;
        EXPECT_EQ(std::ranges::count(body, '?'), 1) << body;
        const auto text = base::lower_ascii(body);
        for (const char* again : {"sorry", "apolog", "regret", "forgive", "inconvenience"})
            EXPECT_EQ(text.find(again), std::string::npos) << body;
        EXPECT_EQ(body.find("\n\n\n"), std::string::npos);
        EXPECT_EQ(body.find("  "), std::string::npos) << body;
    }
}

TEST_P(EveryCheckIn, NamesTheRemedyInTheLettersWords) {
    EXPECT_NE(rendered("You will have it.").body.find("\"You will have it.\""), std::string::npos);
    EXPECT_NE(rendered("I send \"all\"\nof it.").body.find("\"I send 'all' of it.\""), std::string::npos);
    EXPECT_EQ(rendered("Shall I?").body, rendered("").body);
}

TEST_P(EveryCheckIn, LeavesOutASubjectThatAsksApologisesOrIsEndless) {
    auto all = values();
    const auto* form = shelf().find(TemplateKind::check_in, GetParam(), "en");
    std::string endless = "Report";
    for (int i = 0; i < 99; ++i) endless += " and report";
    for (const std::string& subject : {std::string("Our apologies"), std::string("Late again?"), endless}) {
        all["subject"] = subject;
        const auto out = render_check_in(*form, all);
        ASSERT_TRUE(out) << out.error().message;
        EXPECT_EQ(out->body.find(subject), std::string::npos);
        EXPECT_NE(out->body.find("my email of Wednesday, 24 September 2025"), std::string::npos) << out->body;
    }
}

}  // namespace
}  // namespace amends::guide
