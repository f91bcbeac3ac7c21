#include <sys/stat.h>

#include <filesystem>

#include "app/clock.hpp"
#include "app/inserted_letters.hpp"
#include "base/durable_file.hpp"
#include "tests/cli/terminal.hpp"

namespace amends::cli {
namespace {

const std::string reply =
    "From: Mara Quill <mara@studio.example>\nTo: Joyce Okafor <joyce@lakeside.example>, bo@lakeside.example\n"
    "Cc: Ann <ann@lakeside.example>\nSubject: \nIn-Reply-To: <x@y>\n\n"
    "On Fri, 20 Nov 2026 at 09:15, Joyce wrote:\n> Where is it?\n\n-- \nMara\n";

class Insert : public AtTheTerminal {
protected:
    Insert() {
        std::filesystem::create_directories(home.file(".config/amends"));
        write(
            ".config/amends/amends.toml",
            "[account.work]\nname = \"Mara Quill\"\nposition = \"Account Manager\"\naddress = \"mara@studio.example\"\n"
            "[user]\nzone = \"Europe/Berlin\"\n");
        write("mail", reply);
    }
    Seen insert(const std::string& answers, std::vector<std::string> options = {}) {
        options.insert(options.begin(), {"insert", "--plain", home.file("mail")});
        return type(options, answers);
    }
    /// Everything is said beforehand but the last yes.
    std::vector<std::string> chosen() const {
        return {"--situation", "other", "--tone", "personal", "--severity", "minor"};
    }
    std::vector<app::NotedLetter> noted() {
        return app::InsertedLetters(home.file(".local/state/amends/inserted")).all(app::SystemClock().now());
    }
};

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST_F(Insert, AsksLineByLineAndPutsTheLetterAboveTheQuote) {
    const std::string answers =
        "missed_deadline\n\n\n"  // what, in the usual tone, minor
        "\nthe spring brochure\nfriday\nYou had to open your stand without it.\n"
        "The press is booked for Monday.\n2030-03-06\n\nThree days before each date you get a proof.\n\n\n\n\nyes\n";
    const Seen seen = insert(answers);
    EXPECT_EQ(seen.status, 0) << seen.out << seen.err;
    const std::string mail = read("mail");
    EXPECT_TRUE(holds(mail, "Subject: The new date for the spring brochure\nIn-Reply-To: <x@y>\n\nDear Joyce,\n"))
        << mail;
    EXPECT_TRUE(
        holds(mail, "Mara Quill\nAccount Manager\n\nOn Fri, 20 Nov 2026 at 09:15, Joyce wrote:\n> Where is it?"))
        << mail;
    EXPECT_TRUE(mail.ends_with("\n-- \nMara\n"));
    for (std::size_t at = 0, end = 0; at < mail.size(); at = end + 1) {
        end = mail.find('\n', at);
        EXPECT_LE(end - at, 80U) << mail.substr(at, end - at);
    }
    ASSERT_EQ(noted().size(), 1U);
    EXPECT_EQ(noted().front().letter.situation, "missed_deadline");
    EXPECT_EQ(noted().front().letter.recipients,
              (std::vector<std::string>{"joyce@lakeside.example", "bo@lakeside.example", "ann@lakeside.example"}));
}

TEST_F(Insert, AsksAgainForAValueThatCannotStand) {
    const Seen seen = insert("\nwork\n03/04\nfriday\n",
                             {"--situation", "missed_deadline", "--tone", "personal", "--severity", "minor"});
    EXPECT_TRUE(holds(seen.out, "\"03/04\" can be two days")) << seen.out;
    EXPECT_EQ(read("mail"), reply);
}

TEST_F(Insert, LeavesTheMailAloneUntilTheLastYes) {
    const auto before = std::filesystem::last_write_time(home.file("mail"));
    const std::string fields(20, '\n');
    for (const std::string& answers : {std::string(), std::string("\n"), std::string("4\n"), std::string("4\n\n"),
                                       std::string("4\n\n\n\n\n"), "4\n\n\n" + fields.substr(0, 12) + "no\n"}) {
        const Seen seen = insert(answers);
        EXPECT_EQ(seen.status, 1) << answers;
        EXPECT_TRUE(holds(seen.err, "the mail is as it was")) << seen.err;
        EXPECT_EQ(read("mail"), reply);
    }
    EXPECT_EQ(std::filesystem::last_write_time(home.file("mail")), before);
    EXPECT_TRUE(noted().empty());
}

TEST_F(Insert, GoesOverTheFieldsAgain) {
    const std::string all_but_the_last(12, '\n'), all(13, '\n');
    const Seen seen = insert(all_but_the_last + "Head of Studio\nchange\n" + all + "yes\n", chosen());
    EXPECT_EQ(seen.status, 0) << seen.out << seen.err;
    EXPECT_TRUE(holds(seen.out, "[Account Manager] >")) << seen.out;  // the first time, as configured
    EXPECT_TRUE(holds(seen.out, "[Head of Studio] >")) << seen.out;
    EXPECT_TRUE(holds(read("mail"), "Mara Quill\nHead of Studio\n")) << read("mail");
}

TEST_F(Insert, KeepsTheModeOfTheFileAndFollowsALink) {
    ::chmod(home.file("mail").c_str(), 0640);
    std::filesystem::create_symlink(home.file("mail"), home.file("link"));
    const Seen seen = type(
        {"insert", "--plain", home.file("link"), "--situation", "other", "--tone", "personal", "--severity", "minor"},
        std::string(30, '\n'));
    EXPECT_EQ(seen.status, 0) << seen.err;
    EXPECT_TRUE(std::filesystem::is_symlink(home.file("link")));
    EXPECT_TRUE(holds(read("mail"), "Dear Joyce,"));
    struct stat file {};
    ASSERT_EQ(::stat(home.file("mail").c_str(), &file), 0);
    EXPECT_EQ(file.st_mode & 07777, 0640U);
}

TEST_F(Insert, LeavesAMailThatAnotherProgramChangedMeanwhile) {
    const std::string path = home.file("mail");
    const auto done = base::replace_file(path, "what it was before", "what it is to be");
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().fault, base::Fault::answer_is_no);
    EXPECT_EQ(read("mail"), reply);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(home.path()), {}), 2);  // .config and the mail
}

TEST_F(Insert, RefusesWhatIsNoMailToWriteIn) {
    EXPECT_EQ(type({"insert", "--plain", home.file("none")}).status, 2);
    EXPECT_EQ(type({"insert", "--plain", home.path()}).status, 2);
    EXPECT_EQ(type({"insert", "--plain", "-"}).status, 2);
    write("mail",
          "Gr\xfc\xdf"
          "e\n");
    const Seen seen = insert("");
    EXPECT_EQ(seen.status, 2);
    EXPECT_TRUE(holds(seen.err, "UTF-8")) << seen.err;
}

TEST_F(Insert, PutsNoSecondLetterIntoAMailUnasked) {
    const std::string fields(13, '\n');
    ASSERT_EQ(insert(fields + "yes\n", chosen()).status, 0);
    const std::string once = read("mail");
    for (const std::string& answers : {std::string(), std::string("\n"), std::string("leave\n")}) {
        const Seen again = insert(answers + fields + "yes\n", chosen());
        EXPECT_EQ(again.status, 1) << again.out;
        EXPECT_TRUE(holds(again.out, "a letter of Amends in this mail already")) << again.out;
        EXPECT_TRUE(holds(again.err, "the mail is as it was")) << again.err;
        EXPECT_EQ(read("mail"), once);
    }
    EXPECT_EQ(insert("another\n" + fields + "yes\n", chosen()).status, 0);
    const std::string twice = read("mail");
    EXPECT_NE(twice.find("Dear Joyce,"), twice.rfind("Dear Joyce,"));
}

TEST_F(Insert, AsksNothingWhereTheLetterOfBeforeWasTakenOutAgain) {
    const std::string fields(13, '\n');
    ASSERT_EQ(insert(fields + "yes\n", chosen()).status, 0);
    write("mail", reply);
    EXPECT_EQ(insert(fields + "yes\n", chosen()).status, 0);
}

TEST_F(Insert, TracksWhatSomebodyWroteThemselves) {
    write("mail",
          "To: joyce@lakeside.example\nSubject: The brochure\n\nDear Joyce,\n\nI did not deliver the brochure "
          "on Friday. I am sorry if that was inconvenient.\n\nMara\n\n-- \nMara Quill, Studio\n");
    const std::string before = read("mail");
    const Seen no = insert("no\n", {"--track"});
    EXPECT_EQ(no.status, 1);
    EXPECT_TRUE(holds(no.out, "sorry if")) << no.out;
    EXPECT_TRUE(noted().empty());
    const Seen yes = insert("yes\n", {"--track"});
    EXPECT_EQ(yes.status, 0) << yes.err;
    EXPECT_EQ(read("mail"), before);
    ASSERT_EQ(noted().size(), 1U);
    EXPECT_EQ(noted().front().letter.subject, "The brochure");
    write("mail", "To: joyce@lakeside.example\n\n\n> Where is it?\n-- \nMara\n");
    EXPECT_EQ(insert("yes\n", {"--track"}).status, 1);
}

/// With a dialog(1) that answers what a test wants, and keeps the words that it was given.
class InsertOnScreen : public Insert {
protected:
    InsertOnScreen() {
        in_is_terminal = out_is_terminal = true;
        columns = 80;
        variables = {{"TERM", "xterm"}, {"PATH", home.path()}};
        program = home.file("amends");
    }
    Seen insert_on_screen(const std::string& answers) {
        script("dialog", "printf '%s\\n' \"$@\" >>'" + home.file("words") + "'; case \"$*\" in\n" + answers + "esac");
        return type({"insert", home.file("mail")});
    }
};

TEST_F(InsertOnScreen, PicksFillsAndInserts) {
    const Seen seen = insert_on_screen(
        "*'What went wrong?'*) echo 13 ;;\n*'In which tone?'*) echo 2 ;;\n*'How grave'*) echo 1 ;;\n*--form*) echo "
        "Joyce ;;\n"
        "*--textbox*) exit 0 ;;\n");
    EXPECT_EQ(seen.status, 0) << seen.err;
    EXPECT_TRUE(holds(read("mail"), "\n\nDear Joyce,\n")) << read("mail");
    EXPECT_TRUE(holds(read("words"), "\nJoyce Okafor\n"));  // as the headers say it, to be changed
}

TEST_F(InsertOnScreen, LeavesTheMailAloneWhereverSomebodyLeaves) {
    const std::vector<std::string> steps{"*'What went wrong?'*) echo 13 ;;\n", "*'In which tone?'*) echo 2 ;;\n",
                                         "*'How grave'*) echo 1 ;;\n", "*--form*) echo Joyce ;;\n"};
    for (std::size_t done = 0; done <= steps.size(); ++done) {
        std::string answers;
        for (std::size_t at = 0; at < done; ++at) answers += steps[at];
        for (const char* way_out : {"1", "255", "2", "130"}) {  // Cancel, Escape, Leave, Ctrl-C
            EXPECT_EQ(insert_on_screen(answers + "*) exit " + way_out + " ;;\n").status, 1) << done << " " << way_out;
            EXPECT_EQ(read("mail"), reply);
        }
    }
    EXPECT_TRUE(noted().empty());
}

TEST_F(InsertOnScreen, PutsNoSecondLetterIntoAMailUnasked) {
    const std::string answers =
        "*'What went wrong?'*) echo 13 ;;\n*'In which tone?'*) echo 2 ;;\n*'How grave'*) echo 1 ;;\n"
        "*--form*) echo Joyce ;;\n*--textbox*) exit 0 ;;\n";
    ASSERT_EQ(insert_on_screen(answers).status, 0);
    const std::string once = read("mail");
    EXPECT_EQ(insert_on_screen("*'in this mail already'*) echo 1 ;;\n" + answers).status, 1);
    EXPECT_EQ(insert_on_screen("*'in this mail already'*) exit 255 ;;\n" + answers).status, 1);
    EXPECT_EQ(read("mail"), once);
    EXPECT_EQ(insert_on_screen("*'in this mail already'*) echo 2 ;;\n" + answers).status, 0);
    EXPECT_NE(read("mail"), once);
}

TEST_F(InsertOnScreen, LetsNothingInAMailBecomeAnOption) {
    write("mail", "To: \"--version\" <joyce@lakeside.example>\nSubject: \n\n");
    insert_on_screen(
        "*'What went wrong?'*) echo 13 ;;\n*'In which tone?'*) echo 2 ;;\n*'How grave'*) echo 1 ;;\n*) exit 1 ;;\n");
    EXPECT_TRUE(holds(read("words"), "\n --version\n")) << read("words");
    EXPECT_FALSE(holds(read("words"), "\n--version\n"));
}

TEST_F(InsertOnScreen, AsksLineByLineWhereThereIsNoDialog) {
    const Seen seen = type({"insert", home.file("mail")}, "");
    EXPECT_EQ(seen.status, 1);
    EXPECT_TRUE(holds(seen.out, "What went wrong?")) << seen.out;
}

}  // namespace
}  // namespace amends::cli
