#include <filesystem>

#include "cli/letter_request.hpp"
#include "guide/field_value.hpp"
#include "guide/shelf.hpp"
#include "rpc/letter_mail_json.hpp"
#include "tests/cli/terminal.hpp"

namespace amends::cli {
namespace {

class Writing : public AtTheTerminal {
protected:
    void configure(const std::string& more = "") {
        put(".config/amends/amends.toml",
            "[account.work]\nname = \"Mara Quill\"\nposition = \"Account Manager\"\naddress = \"mara@studio.example\"\n"
            "[user]\nzone = \"Europe/Berlin\"\n[[client]]\naddress = \"joyce@lakeside.example\"\nname = \"Joyce\"\n" +
                more);
    }
    void put(const std::string& name, const std::string& text) {
        std::filesystem::create_directories(std::filesystem::path(home.file(name)).parent_path());
        write(name, text);
    }
    void put_template(const std::string& name, const std::string& text) {
        put(".config/amends/templates/en/letters/" + name, text);
    }
    /// A --set for every field of a situation, with its example.
    static std::vector<std::string> filled(const std::string& id, std::vector<std::string> words = {}) {
        static const auto shelf = guide::Shelf::stock({});
        const auto situation = shelf->situation(id, "en");
        words.insert(words.begin(), {"write", id});
        // The command asks the clock, and a letter about what lies months back is another letter.
        const base::CivilDate today = today_in(calendar::Zone("UTC", {{}}));
        for (const auto& field : (*situation)->fields)
            words.insert(words.end(), {"--set", field.name + "=" + guide::example_of(field, today)});
        return words;
    }
};

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST_F(Writing, ListsWhatThereIsALetterFor) {
    const Seen seen = type({"situations"});
    EXPECT_EQ(seen.status, 0);
    EXPECT_TRUE(holds(seen.out, "missed_deadline           A deadline was missed\n")) << seen.out;
    EXPECT_EQ(seen.err, "");
    const Seen one = type({"situations", "billing_error"});
    EXPECT_TRUE(holds(one.out, "compensation            Amount you take off (may be left out).")) << one.out;
    EXPECT_FALSE(holds(one.out, "missed_deadline"));
    EXPECT_EQ(type({"situations", "bill"}).status, 2);
}

TEST_F(Writing, ListsTheFieldsAsJson) {
    const Seen seen = type({"situations", "--json"});
    EXPECT_EQ(seen.status, 0);
    EXPECT_TRUE(seen.out.starts_with(
        R"([{"id":"additional_costs","title":"Costs came unannounced","fields":[{"id":"client_name","label":"Client's name","help":)"))
        << seen.out;
    EXPECT_TRUE(holds(seen.out, R"("type":"person","required":true,"example":"Joyce"})"));
    EXPECT_EQ(seen.out.find('\n'), seen.out.size() - 1);
    EXPECT_EQ(seen.err, "");
}

TEST_F(Writing, PrintsTheTextAndListsWhatIsOpen) {
    const Seen seen = type({"write", "missed_deadline", "--set", "work=the brochure"});
    EXPECT_EQ(seen.status, 1);
    EXPECT_TRUE(seen.out.starts_with("Dear [Client's name],\n\nI promised you the brochure for [Day it was due],"));
    EXPECT_TRUE(holds(seen.err, "Subject: The new date for the brochure\n"));
    EXPECT_TRUE(holds(seen.err, "8 fields in the letter are still open.")) << seen.err;
    EXPECT_TRUE(holds(seen.err, "\n  new_date "));
    EXPECT_FALSE(holds(seen.err, "\n  work "));
}

TEST_F(Writing, IsDoneOnceEveryFieldIsFilled) {
    for (const char* id : {"additional_costs", "billing_error", "inaccurate_deliverables", "missed_deadline",
                           "misunderstanding", "poor_communication", "product_failure", "service_disruption",
                           "service_lapse", "staff_misconduct", "technical_issues", "unmet_expectations", "other"}) {
        const Seen seen = type(filled(id, {"--tone", "empathetic", "--severity", "minor"}));
        EXPECT_EQ(seen.status, 0) << id << seen.err;
        EXPECT_FALSE(holds(seen.out, "[")) << seen.out;
    }
}

TEST_F(Writing, TakesNamesAndPositionFromTheConfigurationAndTheAddress) {
    configure();
    const Seen seen = type({"write", "other", "--to", "Joyce Okafor <Joyce@Lakeside.example>"});
    EXPECT_TRUE(seen.out.starts_with("Dear Joyce,\n")) << seen.out;
    EXPECT_TRUE(holds(seen.out, "\nMara Quill\nAccount Manager\n"));
    EXPECT_TRUE(type({"write", "other", "--to", "\"Ada Park\" <ada@b.example>"}).out.starts_with("Dear Ada,\n"));
    EXPECT_TRUE(type({"write", "other", "--tone", "empathetic", "--to", "\"Park, Ada\" <ada@b.example>"})
                    .out.starts_with("Dear Ada Park,\n"));
    EXPECT_TRUE(type({"write", "other", "--to", "ada@b.example", "--set", "client_name=Ms Park"})
                    .out.starts_with("Dear Ms Park,\n"));
    EXPECT_TRUE(
        holds(type({"write", "other", "--from", "M. Q. <mara@studio.example>"}).out, "\nM. Q.\nAccount Manager\n"));
}

TEST_F(Writing, SaysWhereThePositionCanStand) {
    put(".config/amends/amends.toml", "[account.work]\nname = \"Mara Quill\"\naddress = \"mara@studio.example\"\n");
    const Seen seen = type({"write", "other"});
    EXPECT_TRUE(holds(seen.out, "\nMara Quill\n[Your position]\n"));
    EXPECT_TRUE(holds(seen.err, "[account.work]")) << seen.err;
}

TEST_F(Writing, SaysThatAConfigurationCannotBeRead) {
    put(".config/amends/amends.toml", "[account.work\n");
    const Seen seen = type(filled("other", {"--severity", "minor"}));
    EXPECT_EQ(seen.status, 0);
    EXPECT_TRUE(holds(seen.err, "`amends config check` says why")) << seen.err;
}

TEST_F(Writing, RefusesWhatItCannotTake) {
    const std::vector<std::pair<std::vector<std::string>, std::string>> all{
        {{"write", "mised_deadline"}, "did you mean missed_deadline?"},
        {{"write", "other", "--set", "x"}, "--set takes FIELD=VALUE"},
        {{"write", "other", "--set", "=x"}, "--set takes FIELD=VALUE"},
        {{"write", "other", "--set", "day=friday", "--set", "day=monday"}, "day is set twice."},
        {{"write", "other", "--set", "impct=x"}, "did you mean impact?"},
        {{"write", "other", "--set", "day=31 February"}, "does not exist: February"},
        {{"write", "other", "--set", "compensation=much"}, "has no amount"},
        {{"write", "other", "--tone", "kind"}, "--tone is personal or empathetic."},
        {{"write", "other", "--severity", "grave"}, "--severity is minor or serious."},
        {{"write", "other", "--to", "nobody"}, "--to: \"nobody\" is no mail address"},
        {{"write", "other", "--eml", "--from", "a@b.example"}, "give --to"},
        {{"write", "other", "--eml", "--to", "a@b.example"}, "give --from"},
        {{"write"}, "SITUATION is missing"}};
    for (const auto& [words, said] : all) {
        const Seen seen = type(words);
        EXPECT_EQ(seen.status, 2) << said;
        EXPECT_EQ(seen.out, "") << said;
        EXPECT_TRUE(holds(seen.err, said)) << seen.err;
    }
}

TEST_F(Writing, SaysEachBadValueOnALineOfItsOwn) {
    const Seen seen = type({"write", "other", "--set", "day=31 February", "--set", "compensation=much"});
    EXPECT_TRUE(seen.err.starts_with("amends: Amount you take off (compensation): ")) << seen.err;
    EXPECT_TRUE(holds(seen.err, "\namends: Day it happened (day): 31 February ")) << seen.err;
}

TEST_F(Writing, LetsAmendsdMakeAWholeMail) {
    configure();
    program = home.file("amends");
    script("amendsd", "[ \"$*\" = --mail-letter ] && cat >" + home.file("seen") + " && echo the mail");
    auto words = filled("other", {"--eml", "--to", "Joyce Okafor <joyce@lakeside.example>", "--severity", "minor"});
    const Seen seen = type(words);
    EXPECT_EQ(seen.status, 0) << seen.err;
    EXPECT_EQ(seen.out, "the mail\n");
    EXPECT_FALSE(holds(seen.err, "Subject:"));
    const auto letter = rpc::read_letter_to_mail(read("seen"));
    ASSERT_TRUE(letter) << letter.error().message;
    EXPECT_EQ(letter->from, (base::Address{"Mara Quill", "mara@studio.example"}));
    EXPECT_EQ(letter->to, (base::Address{"Joyce Okafor", "joyce@lakeside.example"}));
    EXPECT_EQ(letter->subject, "What went wrong with the parking permits for your team");
    EXPECT_EQ(base::domain_of(letter->message_id.value), "studio.example");
    EXPECT_TRUE(letter->body.starts_with("Dear ")) << letter->body;
}

TEST_F(Writing, TellsWhatASeriousMatterAsksFor) {
    const Seen serious = type(filled("other", {"--severity", "serious"}));
    EXPECT_EQ(serious.status, 0);
    EXPECT_TRUE(holds(serious.err, "in person") && holds(serious.err, "handwriting") && holds(serious.err, "advises"));
    EXPECT_FALSE(holds(serious.out, "in person"));
    EXPECT_FALSE(holds(type(filled("other", {"--severity", "minor"})).err, "in person"));
}

TEST_F(Writing, AsksHowGraveItIsWhereSomebodyCanAnswer) {
    in_is_terminal = true;
    std::istringstream in("serious\n");
    const Seen seen = type_from(filled("other"), in);
    EXPECT_TRUE(holds(seen.err, "minor or serious?"));
    EXPECT_TRUE(holds(seen.err, "in person"));
    EXPECT_FALSE(holds(type(filled("other", {"--severity", "minor"})).err, "minor or serious?"));
    EXPECT_FALSE(holds(type(filled("other", {"--json"})).err, "minor or serious?"));
}

TEST_F(Writing, GivesAllOfItAsJson) {
    const Seen seen = type({"write", "other", "--severity", "serious", "--set", "day=2020-01-03", "--json"});
    EXPECT_EQ(seen.status, 1);
    EXPECT_TRUE(seen.out.starts_with(
        R"({"situation":"other","tone":"personal","severity":"serious","subject":"What went wrong with [What it is about]","body":"Dear [Client's name],\n)"))
        << seen.out;
    EXPECT_TRUE(holds(seen.out, R"("missing":[{"id":"client_name","label":"Client's name"},)")) << seen.out;
}

TEST_F(Writing, OpensTheEditorAndTakesWhatItLeaves) {
    variables["EDITOR"] =
        script("editor", "sed -i -e '1s/.*/Subject: Your permits/' -e 's/It is\\|\\[Client.s name\\]/Ada/' \"$1\"");
    auto words = filled("other", {"--edit", "--severity", "minor"});
    const Seen seen = type(words);
    EXPECT_EQ(seen.status, 0) << seen.err;
    EXPECT_TRUE(holds(seen.err, "Subject: Your permits\n"));
    EXPECT_TRUE(seen.out.starts_with("Dear Joyce,\n")) << seen.out;
    const Seen open = type({"write", "other", "--edit"});
    EXPECT_EQ(open.status, 1);
    EXPECT_TRUE(open.out.starts_with("Dear Ada,\n")) << open.out;
    EXPECT_FALSE(holds(open.err, "\n  client_name "));
    EXPECT_TRUE(holds(open.err, "\n  impact "));
}

TEST_F(Writing, ReviewsWhatTheEditorLeaves) {
    variables["EDITOR"] =
        script("spoiling", "sed -i 's/^That is my responsibility/I am sorry if it caused trouble/' \"$1\"");
    const Seen spoilt = type(filled("other", {"--edit", "--severity", "minor"}));
    EXPECT_EQ(spoilt.status, 1);
    EXPECT_TRUE(holds(spoilt.out, "sorry if it caused trouble"));
    EXPECT_TRUE(holds(spoilt.err, "\n  warning  line 5: \"")) << spoilt.err;
    EXPECT_TRUE(holds(spoilt.err, "Instead of \"if\" write \"that\".")) << spoilt.err;

    variables["EDITOR"] = script("keeping", ":");
    const Seen kept = type(filled("other", {"--edit", "--severity", "minor"}));
    EXPECT_EQ(kept.status, 0);
    EXPECT_TRUE(holds(kept.err, "\n  hint ")) << kept.err;

    variables["EDITOR"] =
        script("adding", "sed -i 's/^Kind regards/Lena has the receipts from the garage.\\n\\nKind regards/' \"$1\"");
    EXPECT_FALSE(holds(type(filled("other", {"--edit", "--severity", "minor"})).err, "The review"));
}

TEST_F(Writing, SaysWhatIsMissingBeforeAnybodyHasEdited) {
    variables["EDITOR"] = script("editor", "touch " + home.file("opened"));
    EXPECT_EQ(type({"write", "other", "--edit", "--eml", "--from", "a@b.example"}).status, 2);
    EXPECT_FALSE(std::filesystem::exists(home.file("opened")));
}

TEST_F(Writing, PrintsNothingWhereTheEditorFails) {
    variables["EDITOR"] = "false";
    const Seen seen = type({"write", "other", "--edit"});
    EXPECT_EQ(seen.status, 1);
    EXPECT_EQ(seen.out, "");
    EXPECT_EQ(seen.err, "amends: The editor (false) ended with status 1: nothing is printed.\n");

    variables["EDITOR"] = script("breaking", "echo 'my own words' >> \"$1\"; exit 3");
    const Seen broken = type({"write", "other", "--edit"});
    EXPECT_TRUE(holds(broken.err, "ended with status 3: nothing is printed. Your text is kept in ")) << broken.err;
    const auto kept = broken.err.substr(broken.err.find(" kept in ") + 9);
    const std::filesystem::path file(kept.substr(0, kept.find(".txt") + 4));
    EXPECT_TRUE(std::filesystem::exists(file)) << file;
    std::filesystem::remove(file);
    variables["EDITOR"] = script("emptying", ": > \"$1\"");
    EXPECT_TRUE(holds(type({"write", "other", "--edit"}).err, "The text is empty: nothing is printed."));
    for (const auto& entry : std::filesystem::directory_iterator(home.path()))
        EXPECT_FALSE(entry.path().filename().string().starts_with("amends-letter")) << entry.path();
}

TEST_F(Writing, ReadsADayThatWasTypedInTheEditor) {
    variables["EDITOR"] = script("dating", "sed -i 's/\\[Day it happened\\]/2020-01-03/' \"$1\"");
    const Seen seen = type({"write", "other", "--edit"});
    EXPECT_TRUE(holds(seen.out, "On Friday, 3 January 2020 I let you down")) << seen.out;
    EXPECT_TRUE(holds(seen.err, "still open. Write there what belongs there before you send it:")) << seen.err;
    EXPECT_FALSE(holds(seen.err, "--edit:")) << seen.err;
}

TEST_F(Writing, SaysThatTheEditorIsNotThere) {
    variables["EDITOR"] = "nonexist-editor -w";
    const Seen seen = type({"write", "other", "--edit"});
    EXPECT_EQ(seen.status, 2);
    EXPECT_EQ(seen.err,
              "amends: The editor \"nonexist-editor -w\" is not there. Set VISUAL or EDITOR to one that is installed, "
              "like EDITOR=nano.\n");
}

TEST_F(Writing, KeepsWhatWasEditedWhereNoMailCanBeMadeOfIt) {
    configure();
    program = home.file("amends");
    script("amendsd", "exit 1");
    variables["EDITOR"] = script("adding", "echo 'My own words.' >> \"$1\"");
    const Seen seen =
        type(filled("other", {"--edit", "--eml", "--to", "joyce@lakeside.example", "--severity", "minor"}));
    ASSERT_TRUE(holds(seen.err, "Your text is kept in ")) << seen.err;
    const auto kept = seen.err.substr(seen.err.find(" kept in ") + 9);
    const std::filesystem::path file(kept.substr(0, kept.find(".txt") + 4));
    EXPECT_TRUE(std::filesystem::exists(file)) << file;
    std::filesystem::remove(file);
}

TEST_F(Writing, TakesTheShippedLetterWhereAnOwnOneIsBroken) {
    configure();
    put_template("other.toml", "id = \"other\"\ntitel = \"x\"\n");
    const Seen seen = type(filled("other", {"--severity", "minor"}));
    EXPECT_EQ(seen.status, 0);
    EXPECT_EQ(seen.err.substr(0, seen.err.find("Subject:")),
              "amends: " + home.file(".config/amends/templates/en/letters/other.toml") +
                  ":2:1: \"titel\" is not known here; did you mean \"title\"? The one that comes with Amends is used "
                  "instead.\n");
    EXPECT_TRUE(holds(seen.out, "That is my responsibility."));
}

TEST_F(Writing, TakesTheUsersOwnLetters) {
    configure();
    const std::string body = " = '''\nDear {{client_name}},\n\nYour parcel.\n'''\n";
    const std::string field = "[[fields]]\nname = \"client_name\"\nlabel = \"Client's name\"\nexample = \"Ann\"\n";
    put_template("lost_parcel.toml",
                 "id = \"lost_parcel\"\ntitle = \"A parcel was lost\"\nsubject = \"Parcel\"\npersonal" + body +
                     "empathetic" + body + field);
    EXPECT_TRUE(holds(type({"situations"}).out, "A parcel was lost"));
    const Seen seen = type({"write", "lost_parcel", "--to", "joyce@lakeside.example"});
    EXPECT_EQ(seen.status, 0) << seen.err;
    EXPECT_EQ(seen.out, "Dear Joyce,\n\nYour parcel.\n");
}

}  // namespace
}  // namespace amends::cli
