#include "app/config.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "app/config_sample.hpp"
#include "app/options.hpp"
#include "app/rules.hpp"
#include "calendar/zone_database.hpp"

namespace amends::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* minimal = R"([account.work]
name = "Alex Morgan"
address = "alex@example.org"
imap.host = "imap.example.org"
smtp.host = "smtp.example.org"
password_command = ["pass", "show", "mail/work"]
)";

class ConfigTest : public testing::Test {
protected:
    ConfigTest() {
        char name[] = "/tmp/amends-config-XXXXXX";
        directory = mkdtemp(name);
        environment.home = directory;
        environment.user = "alex";
        environment.uid = geteuid();
        environment.program = fs::read_symlink("/proc/self/exe");
        environment.variables = {{"XDG_RUNTIME_DIR", "/run/user/1000"}};
    }
    ~ConfigTest() override { fs::remove_all(directory); }

    std::string write(const std::string& name, const std::string& text, mode_t mode = 0600) const {
        const auto path = directory + "/" + name;
        std::ofstream(path, std::ios::binary) << text;
        chmod(path.c_str(), mode);
        return path;
    }
    [[nodiscard]] base::Result<Config> read(const std::string& text, mode_t mode = 0600) const {
        return read_config(write("amends.toml", text, mode), environment);
    }
    [[nodiscard]] Config good(const std::string& text) const {
        auto config = read(text);
        if (!config) throw std::runtime_error(config.error().message);
        return *config;
    }
    /// The message without the path of the test's own directory; "" where there is none.
    [[nodiscard]] std::string wrong(const std::string& text, mode_t mode = 0600) const {
        const auto config = read(text, mode);
        if (config) return {};
        EXPECT_EQ(config.error().fault, base::Fault::configuration);
        EXPECT_EQ(config.error().retry, base::Retry::after_change);
        auto message = config.error().message;
        for (auto at = message.find(directory + "/"); at != std::string::npos; at = message.find(directory + "/")) {
            message.erase(at, directory.size() + 1);
        }
        return message;
    }

    std::string directory;
    Environment environment;
};

TEST_F(ConfigTest, WorksWithFiveLines) {
    const auto config = good(minimal);
    ASSERT_EQ(config.accounts.size(), 1U);
    const auto& mail = config.accounts[0].mail;
    EXPECT_EQ(mail.name, "work");
    EXPECT_EQ(mail.user_name, "Alex Morgan");
    EXPECT_EQ(mail.addresses, std::vector<std::string>{"alex@example.org"});
    EXPECT_EQ(mail.imap.host, "imap.example.org");
    EXPECT_EQ(mail.imap.port, 993);
    EXPECT_EQ(mail.imap.security, mail::Security::tls);
    EXPECT_EQ(mail.imap.mechanism, mail::Mechanism::plain);
    EXPECT_EQ(mail.imap.user, "alex@example.org");
    EXPECT_EQ(mail.imap.protocol, mail::Protocol::imap);
    EXPECT_EQ(mail.smtp.protocol, mail::Protocol::smtp);
    EXPECT_EQ(mail.smtp.host, "smtp.example.org");
    EXPECT_EQ(mail.smtp.port, 465);
    EXPECT_EQ(mail.smtp.user, "alex@example.org");
    EXPECT_TRUE(mail.can_send);
    EXPECT_EQ(mail.imap_secret.kind, mail::SecretKind::password_command);
    EXPECT_EQ(mail.imap_secret.command, (std::vector<std::string>{"pass", "show", "mail/work"}));
    EXPECT_EQ(mail.smtp_secret.command, mail.imap_secret.command);
    EXPECT_EQ(config.database, directory + "/.local/state/amends/amends.db");
    EXPECT_EQ(config.socket, "/run/user/1000/amends/rpc.sock");
    EXPECT_EQ(config.templates, directory + "/templates");
    EXPECT_EQ(config.tag, "amends");
    EXPECT_EQ(config.keyword, "Amends");
    EXPECT_TRUE(config.notify_desktop);
    EXPECT_NE(config.user_window.zone, nullptr);
}

TEST_F(ConfigTest, HasTheDefaultsThatTheTypesHave) {
    const auto config = good(minimal);
    const core::Policy read = config.accounts[0].policy, made;
    EXPECT_EQ(read.check_in_after, made.check_in_after);
    EXPECT_EQ(read.call_after, made.call_after);
    EXPECT_EQ(read.make_good_after, made.make_good_after);
    EXPECT_EQ(read.check_in_latest, made.check_in_latest);
    EXPECT_EQ(read.promise_before, made.promise_before);
    EXPECT_EQ(read.promise_after, made.promise_after);
    EXPECT_EQ(read.undated_after, made.undated_after);
    EXPECT_EQ(read.check_in_time, made.check_in_time);
    EXPECT_EQ(read.reminder_time, made.reminder_time);
    EXPECT_EQ(read.late_after, made.late_after);
    EXPECT_EQ(read.sends_per_client, made.sends_per_client);
    EXPECT_EQ(read.sends_per_hour, made.sends_per_hour);
    EXPECT_EQ(read.sends_per_day, made.sends_per_day);
    EXPECT_EQ(read.notices_per_hour, made.notices_per_hour);
    EXPECT_EQ(read.store_bodies, made.store_bodies);
    EXPECT_EQ(read.user_window.opens, made.user_window.opens);
    EXPECT_EQ(read.user_window.closes, made.user_window.closes);
    EXPECT_EQ(read.user_window.working_days, made.user_window.working_days);
    EXPECT_EQ(read.client_window.working_days, made.client_window.working_days);
    const mail::AccountSettings account;
    EXPECT_EQ(config.accounts[0].mail.poll_every, account.poll_every);
    EXPECT_EQ(config.accounts[0].mail.idle_renew, account.idle_renew);
    EXPECT_EQ(config.accounts[0].mail.sent_copy, account.sent_copy);
}

TEST_F(ConfigTest, TakesEveryValueOver) {
    write("off.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260803\nEND:VEVENT\nEND:VCALENDAR\n");
    const auto config = good(R"(
[account.one]
name = "Alex"
address = "alex@example.org"
aliases = ["Hello@Example.org"]
imap = { host = "127.0.0.1", port = 1143, tls = "starttls", user = "alex", auth = "login" }
smtp = { host = "::1", tls = "starttls", user = "al", credential = "smtp-password" }
secret_service = { service = "mail", user = "alex" }
sent_copy = "append"
folders = { sent = "Gesendet", all = "Alle" }
skip_folders = ["Lists"]
poll_every = "90s"
idle_renew = "10m"
plan.check_in_after = 4
plan.promise_before = 2
limits.sends_per_day = 7
[account.two]
name = "Alex"
address = "office@example.org"
imap.host = "imap.example.org"
token_command = "oama access \"office\""
imap.auth = "oauthbearer"
[user]
zone = "Europe/Berlin"
hours = "10:00-18:30"
working_days = ["Monday", "tue"]
holidays = ["off.ics", "Germany"]
[clients]
hours = "08:00-24:00"
[plan]
check_in_after = 5
check_in_latest = 15
promise_after = 3
undated_after = 4
check_in_time = "11:15"
late_after = "2d"
[limits]
sends_per_hour = 2
[tracking]
tag = "Sorry"
keyword = "$Sorry"
[templates]
languages = ["en", "de"]
[notify]
desktop = false
command = ["true"]
[daemon]
database = "db/amends.db"
socket = "~/s.sock"
log_level = "debug"
store_bodies = false
[[client]]
domain = "Example.com"
zone = "America/New_York"
[[client]]
address = "carol@example.com"
name = "Carol"
hours = "07:00-11:00"
working_days = ["sun"]
holidays = ["united-states"]
)");
    const auto& one = find_account(config, "one")->mail;
    EXPECT_EQ(one.addresses, (std::vector<std::string>{"alex@example.org", "Hello@Example.org"}));
    EXPECT_EQ(one.imap.port, 1143);
    EXPECT_EQ(one.imap.security, mail::Security::starttls);
    EXPECT_EQ(one.imap.mechanism, mail::Mechanism::login);
    EXPECT_EQ(one.imap.user, "alex");
    EXPECT_EQ(one.smtp.port, 587);
    EXPECT_EQ(one.smtp.user, "al");
    EXPECT_EQ(one.imap_secret.attributes.at("service"), "mail");
    EXPECT_EQ(one.smtp_secret.credential, "smtp-password");
    EXPECT_EQ(one.sent_copy, mail::SentCopy::append);
    EXPECT_EQ(one.folders.at(ports::FolderRole::sent), "Gesendet");
    EXPECT_EQ(one.folders.size(), 2U);
    EXPECT_EQ(one.skip_folders, std::vector<std::string>{"Lists"});
    EXPECT_EQ(one.poll_every, std::chrono::seconds{90});
    EXPECT_EQ(one.idle_renew, std::chrono::minutes{10});
    const auto& two = find_account(config, "two")->mail;
    EXPECT_FALSE(two.can_send);
    EXPECT_EQ(two.imap.mechanism, mail::Mechanism::oauthbearer);
    EXPECT_EQ(two.imap_secret.kind, mail::SecretKind::token_command);
    EXPECT_EQ(two.imap_secret.command, (std::vector<std::string>{"/bin/sh", "-c", "oama access \"office\""}));
    EXPECT_EQ(find_account(config, "three"), nullptr);
    const auto& policy = find_account(config, "one")->policy;
    EXPECT_EQ(policy.check_in_after, 4);
    EXPECT_EQ(policy.promise_before, 2);
    EXPECT_EQ(policy.check_in_latest, 15);
    EXPECT_EQ(policy.promise_after, 3);
    EXPECT_EQ(policy.undated_after, 4);
    EXPECT_EQ(policy.sends_per_day, 7);
    EXPECT_EQ(policy.sends_per_hour, 2);
    EXPECT_EQ(policy.late_after, std::chrono::hours{48});
    EXPECT_EQ(policy.check_in_time, (base::CivilTime{11, 15, 0}));
    EXPECT_EQ(config.languages, (std::set<std::string>{"de", "en"}));
    EXPECT_FALSE(policy.store_bodies);
    EXPECT_EQ(find_account(config, "two")->policy.check_in_after, 5);
    EXPECT_EQ(config.user_window.zone->name(), "Europe/Berlin");
    EXPECT_EQ(config.user_window.closes, (base::CivilTime{18, 30, 0}));
    EXPECT_EQ(config.user_window.working_days, (std::array<bool, 7>{false, true, true, false, false, false, false}));
    EXPECT_TRUE(config.user_window.holidays.contains(std::chrono::year{2026} / 8 / 3));
    EXPECT_TRUE(config.user_window.holidays.contains(std::chrono::year{2026} / 10 / 3));
    EXPECT_EQ(policy.client_window.closes, (base::CivilTime{24, 0, 0}));
    EXPECT_EQ(policy.client_window.holidays, config.user_window.holidays);
    const auto* carol = find_client(config, "Carol@Example.com");
    ASSERT_NE(carol, nullptr);
    EXPECT_EQ(carol->name, "Carol");
    EXPECT_EQ(carol->zone, "");
    EXPECT_EQ(carol->window.working_days, (std::array<bool, 7>{true, false, false, false, false, false, false}));
    EXPECT_TRUE(carol->window.holidays.contains(std::chrono::year{2026} / 11 / 26));
    EXPECT_FALSE(carol->window.holidays.contains(std::chrono::year{2026} / 8 / 3));
    EXPECT_EQ(find_client(config, "dan@example.com")->zone, "America/New_York");
    EXPECT_EQ(config.tag, "sorry");
    EXPECT_EQ(config.keyword, "$Sorry");
    EXPECT_FALSE(config.notify_desktop);
    EXPECT_EQ(config.notify_command, std::vector<std::string>{"true"});
    EXPECT_EQ(config.database, directory + "/db/amends.db");
    EXPECT_EQ(config.socket, directory + "/s.sock");
    EXPECT_EQ(config.log_level, LogLevel::debug);
}

TEST_F(ConfigTest, SaysWhereNoHolidayCalendarIsInstalled) {
    environment.program = "/nonexistent/bin/amendsd";
    const auto message = wrong(std::string(minimal) + "[user]\nholidays = [\"germany\"]\n");
    EXPECT_NE(message.find("the calendars that come with Amends are not installed"), std::string::npos) << message;
}

TEST_F(ConfigTest, LooksForTemplatesBesideTheFileThatItReads) {
    EXPECT_EQ(good(minimal).templates, directory + "/templates");
}

TEST_F(ConfigTest, DecidesByItsOwnWordOnLanguagesAndBodies) {
    const core::Letter letter{.account = "work"};
    const auto policy = [&](const char* lines) {
        const auto config = good(std::string(minimal) + lines);
        return ConfigRules(config, {"de", "en"}).policy_for(letter);
    };
    EXPECT_EQ(policy("").languages, (std::set<std::string>{"de", "en"}));
    EXPECT_EQ(policy("[templates]\nlanguages = [\"en\", \"fr\"]\n").languages, std::set<std::string>{"en"});
    EXPECT_TRUE(policy("").store_bodies);
    EXPECT_FALSE(policy("[daemon]\nstore_bodies = false\n").store_bodies);
}

TEST_F(ConfigTest, FindsTheNearestWordOnAClient) {
    const auto config = good(std::string(minimal) + R"(
[user]
zone = "Europe/Berlin"
[[client]]
domain = "example.com"
zone = "America/New_York"
[[client]]
domain = "tokyo.example.com"
zone = "Asia/Tokyo"
[[client]]
address = "Carol@Example.com"
hours = "07:00-11:00"
)");
    const auto zone = [&](const char* mailbox, const char* own = "") {
        return policy_for(config, config.accounts[0], mailbox, own, "").client_window.zone->name();
    };
    EXPECT_EQ(zone("bob@example.com"), "America/New_York");
    EXPECT_EQ(zone("bob@x.EXAMPLE.com"), "America/New_York");
    EXPECT_EQ(zone("bob@x.tokyo.example.com"), "Asia/Tokyo");
    EXPECT_EQ(zone("bob@notexample.com"), "Europe/Berlin");
    EXPECT_EQ(zone("carol@example.com"), "Europe/Berlin");
    EXPECT_EQ(zone("bob@example.com", "Asia/Kolkata"), "Asia/Kolkata");
    EXPECT_EQ(zone("bob@example.com", "No/Where"), "America/New_York");
    EXPECT_EQ(find_client(config, "carol@example.com")->window.closes, (base::CivilTime{11, 0, 0}));
    EXPECT_EQ(find_client(config, "bob@elsewhere.org"), nullptr);
    EXPECT_EQ(find_client(config, "no address"), nullptr);
}

TEST_F(ConfigTest, NamesFileLineAndColumnOfAnUnknownKey) {
    EXPECT_EQ(wrong(std::string(minimal) + "adress = \"x\"\n"),
              "amends.toml:7:1: there is no key adress here; did you mean address?");
    EXPECT_EQ(wrong(std::string(minimal) + "imap.prot = 993\n"),
              "amends.toml:7:6: there is no key imap.prot here; did you mean imap.port?");
    EXPECT_EQ(wrong(std::string(minimal) + "host = \"x\"\n"),
              "amends.toml:7:1: there is no key host here; did you mean imap.host?");
    EXPECT_EQ(wrong(std::string(minimal) + "[plan]\nlog_level = \"info\"\n"),
              "amends.toml:8:1: there is no key log_level here; it belongs into [daemon]");
    EXPECT_EQ(wrong(std::string(minimal) + "[plna]\n"),
              "amends.toml:7:2: there is no plna at the top of the file; did you mean [plan]?");
    EXPECT_EQ(wrong("zone = \"UTC\"\n" + std::string(minimal)),
              "amends.toml:1:1: there is no zone at the top of the file; it belongs into [user]");
    EXPECT_NE(
        wrong(std::string(minimal) + "[user]\nfavourite_colour = 1\n").find("`amends config sample` shows every key"),
        std::string::npos);
}

TEST_F(ConfigTest, SaysWhatWouldBeRightForAWrongValue) {
    const auto plan = [&](const char* line) { return wrong(std::string(minimal) + "[plan]\n" + line + "\n"); };
    EXPECT_EQ(plan("check_in_after = \"three\""),
              "amends.toml:8:18: check_in_after must be a whole number from 1 to 60; write check_in_after = 3");
    EXPECT_EQ(plan("check_in_after = 0"), plan("check_in_after = 61"));
    EXPECT_NE(plan("check_in_after = 3.5"), "");
    EXPECT_NE(plan("check_in_after = [3]"), "");
    EXPECT_EQ(plan("check_in_time = \"9:30\""),
              "amends.toml:8:17: check_in_time must be a time of day; write check_in_time = \"09:30\"");
    EXPECT_NE(plan("check_in_time = 09:30:00"), "") << "TOML's own time of day is another type";
    EXPECT_EQ(plan("late_after = 24"),
              "amends.toml:8:14: late_after must be a span of time from 1h to 7d; write late_after = \"24h\"");
    EXPECT_EQ(plan("late_after = \"2w\""),
              "amends.toml:8:14: late_after must be a span of time from 1h to 7d, but the unit is s, m, h or d; write "
              "late_after = \"24h\"");
    EXPECT_EQ(plan("late_after = \"90m\""),
              "amends.toml:8:14: late_after must be whole hours; write late_after = \"24h\"");
    EXPECT_NE(plan("late_after = \"99999999999999999999h\""), "");
}

TEST_F(ConfigTest, RefusesImpossibleValuesOfEveryKind) {
    const auto has = [&](const std::string& lines, const std::string& part) {
        const auto message = wrong(std::string(minimal) + lines);
        EXPECT_NE(message.find(part), std::string::npos) << lines << "\n" << message;
    };
    has("[user]\nzone = \"Europe/Berlim\"\n", "is it Europe/Berlin or ");
    has("[user]\nhours = \"17:00-09:00\"\n", "these hours end before they begin");
    has("[user]\nhours = \"09:00-09:00\"\n", "these hours end before they begin");
    has("[user]\nhours = \"09:00\"\n", "hours must be hours from and to");
    has("[user]\nhours = \"24:00-24:00\"\n", "hours must be hours from and to");
    has("[user]\nworking_days = []\n", "working_days must be a list of days");
    has("[user]\nworking_days = [\"mon\", \"fr\"]\n", "\"fr\" is no day");
    has("[user]\nworking_days = [\"monkey\"]\n", "\"monkey\" is no day");
    EXPECT_EQ(wrong(std::string(minimal) + "[user]\nworking_days = [\"Monday\", \"TUE\"]\n"), "");
    has("[user]\nholidays = [\"germny\"]\n", "did you mean \"germany\"?");
    has("[user]\nholidays = [\"atlantis\"]\n", "there are austria, england, france, germany");
    has("[user]\nholidays = [\"none.ics\"]\n", "cannot be read; is the path right?");
    has("[user]\nholidays = [\"amends.toml\", \"./amends.toml\"]\n", "is not right: line 1 should be BEGIN:VCALENDAR");
    has("imap.port = 0\n", "a whole number from 1 to 65535");
    has("imap.port = 143\n", "port 143 speaks STARTTLS; write imap.tls = \"starttls\"");
    has("smtp.tls = \"starttls\"\nsmtp.port = 465\n", "port 465 speaks TLS from the first byte");
    has("imap.tls = \"none\"\n", "one of \"tls\", \"starttls\"");
    has("imap.tls = \"startls\"\n", "did you mean \"starttls\"?");
    has("imap.ca_file = \"none.pem\"\n", "imap.ca_file names a file that cannot be read");
    has("imap.auth = \"xoauth2\"\n", "wants a token");
    has("credential = \"x\"\n", "credential and password_command both give the secret; keep one");
    has("smtp.credential = \"a/b\"\n", "is the credential's name, not a path");
    has("aliases = [\"Alex@Example.ORG\"]\n", "stands twice in this account");
    has("aliases = [\"not an address\"]\n", "\"not an address\" is not an address");
    has("folders = { sent = \"A\", drafts = \"A\" }\n", "name the same folder");
    has("folders = \"A\"\n", "folders is a group of keys; write folders.KEY = VALUE");
    has("poll_every = \"1s\"\n", "a span of time from 30s to 1h");
    has("[account.home]\nname = \"A\"\naddress = \"ALEX@example.org\"\nimap.host = \"h\"\npassword_command = \"x\"\n",
        "belongs to the account work already");
    has("[account.\"my work\"]\n", "cannot name an account");
    has("[plan]\nreminder_time = \"18:00\"\n", "reminder_time lies outside of hours in [user], which are 09:00-17:00");
    has("[clients]\nhours = \"10:00-12:00\"\n[plan]\ncheck_in_time = \"09:30\"\n",
        "check_in_time lies outside of hours in [clients]");
    has("[limits]\nsends_per_hour = 30\nsends_per_day = 20\n", "sends_per_hour (30) is more than sends_per_day (20)");
    has("[tracking]\ntag = \"a b\"\n", "tag must be a word");
    has("[tracking]\ntag = \"a+b\"\n", "tag must be a word");
    has("[tracking]\nkeyword = \"\\\\Seen\"\n", "keyword must be one word");
    has("[tracking]\nkeyword = \"a\\r\\nb\"\n", "keyword must be a text");
    has("[templates]\nlanguages = [\"english\"]\n", "no language code of two letters");
    has("[templates]\ndirectory = \"nowhere\"\n", "there is no directory");
    has("[daemon]\nlog_level = \"verbose\"\n", "one of \"error\", \"warning\", \"info\", \"debug\"");
    has("[daemon]\nstore_bodies = \"yes\"\n", "store_bodies must be true or false");
    has("[daemon]\nsocket = \"/" + std::string(110, 's') + "\"\n", "longer than the 107 bytes");
    has("[notify]\ncommand = [\"/nowhere/at/all\"]\n", "names a program that cannot be run");
    has("[[client]]\nname = \"x\"\n", "a client has either an address or a domain");
    has("[[client]]\naddress = \"a@b\"\ndomain = \"b\"\n", "a client has either an address or a domain");
    has("[[client]]\ndomain = \"b\"\n[[client]]\ndomain = \"B\"\n", "has a table already");
    has("[[client]]\ndomain = \"a@b\"\n", "domain must be the name of a host");
    has("[client]\ndomain = \"b\"\n", "write [[client]], with two brackets");
    has("[[plan]]\n", "plan is a table; write [plan]");
}

TEST_F(ConfigTest, RefusesHostsThatAreNone) {
    const auto host = [&](const std::string& value) {
        auto text = std::string(minimal);
        text.replace(text.find("\"imap.example.org\""), 18, value);
        return wrong(text);
    };
    EXPECT_NE(host("\"imaps://imap.example.org\"").find("leave out \"imaps://\""), std::string::npos);
    EXPECT_NE(host("\"imap.example.org:993\"").find("the port has a key of its own"), std::string::npos);
    for (const auto* value : {"\"\"", "\" \"", "\"a b\"", "\"a\\nb\"", "\"a/b\"", "12", "\"\\u0000\""})
        EXPECT_NE(host(value), "") << value;
    EXPECT_EQ(host("\"2001:db8::1\""), "");
}

TEST_F(ConfigTest, MissesWhatAnAccountNeeds) {
    EXPECT_EQ(wrong("[account.work]\n"),
              "amends.toml:1:1: the account work lacks name; write name = \"Alex Morgan\"\n"
              "amends.toml:1:1: the account work lacks address; write address = \"alex@example.org\"\n"
              "amends.toml:1:1: the account work lacks imap.host; write imap.host = \"imap.example.org\"\n"
              "amends.toml:1:1: the account work has no way to come by its password; write password_command = "
              "[\"pass\", \"show\", \"mail\"]");
    EXPECT_EQ(wrong(""),
              "amends.toml: there is no account; write [account.work] with name, address, imap.host, smtp.host and "
              "password_command");
    EXPECT_NE(wrong("[account]\nname = \"A\"\n").find("give the account a name: [account.work]"), std::string::npos);
    EXPECT_NE(wrong("account = 1\n").find("write [account.work]"), std::string::npos);
}

TEST_F(ConfigTest, TellsAllProblemsInTheOrderOfTheFile) {
    EXPECT_EQ(
        wrong("[plan]\ncall_after = true\n[user]\nzone = 1\n" + std::string(minimal) + "imap.port = 143\nfoo = 1\n"),
        "amends.toml:2:14: call_after must be a whole number from 1 to 60; write call_after = 7\n"
        "amends.toml:4:8: zone must be the name of a time zone; write zone = \"Europe/Berlin\"\n"
        "amends.toml:11:13: port 143 speaks STARTTLS; write imap.tls = \"starttls\" or leave the port out\n"
        "amends.toml:12:1: there is no key foo here; `amends config sample` shows every key there is");
}

TEST_F(ConfigTest, SaysAWrongPlanOnceForAllAccounts) {
    const auto message =
        wrong(std::string(minimal) +
              "[account.b]\nname = \"B\"\naddress = \"b@b\"\nimap.host = \"b\"\npassword_command = \"b\"\n"
              "[plan]\nlate_after = \"90m\"\n");
    EXPECT_EQ(std::count(message.begin(), message.end(), '\n'), 0) << message;
}

TEST_F(ConfigTest, RefusesASecretInClear) {
    for (const auto* key : {"password", "Password", "imap.password", "smtp.pass", "token", "smtp.client_secret"}) {
        const auto message = wrong(std::string(minimal) + key + " = \"hunter2\"\n");
        EXPECT_NE(message.find("is refused"), std::string::npos) << message;
        EXPECT_NE(message.find("password_command"), std::string::npos) << message;
        EXPECT_EQ(message.find("hunter2"), std::string::npos) << message;
    }
}

TEST_F(ConfigTest, NeverPrintsAValueThatCouldBeASecret) {
    for (const auto* line :
         {"password = hunter2\n", "password = \"hunter2\n", "password = 'hunter2\n", "password = \"\\hunter2\"\n",
          "hunter2\n", "password hunter2\n", "password = \"a\" hunter2\n", "password = 2hunter2\n",
          "password = truehunter2\n", "password_command = \"\\nhunter2\"\n", "password_command = [\"hunter2\", 1]\n",
          "secret_service = \"hunter2\"\n"}) {
        auto text = std::string(minimal);
        text.erase(text.find("password_command"));
        const auto message = wrong(text + line);
        EXPECT_NE(message, "") << line;
        EXPECT_EQ(message.find("hunter2"), std::string::npos) << message;
        EXPECT_EQ(message.find("unter2"), std::string::npos) << message;
    }
}

TEST_F(ConfigTest, RefusesAFileThatOthersCanReadOrWrite) {
    EXPECT_EQ(wrong(minimal, 0400), "");
    EXPECT_EQ(wrong(minimal, 0640),
              "amends.toml:6:1: the file tells how to come by a secret and others can read it; take that from them "
              "with `chmod go-r amends.toml`");
    EXPECT_EQ(wrong(minimal, 0604), wrong(minimal, 0640));
    const auto keyring =
        std::string(minimal).substr(0, std::string(minimal).find("password_command")) + "credential = \"mail\"\n";
    EXPECT_EQ(wrong(keyring, 0644), "");
    EXPECT_EQ(wrong(keyring, 0620),
              "amends.toml: others may write the file and so run commands as you; take that from them with `chmod go-w "
              "amends.toml`");
    EXPECT_EQ(wrong(keyring, 0602), wrong(keyring, 0620));
    EXPECT_NE(wrong(keyring + "password = \"x\"\n", 0644).find("others can read it"), std::string::npos);
}

TEST_F(ConfigTest, RefusesAFileOfAnotherUser) {
    environment.uid = geteuid() + 1;
    if (geteuid() == 0) {
        const auto path = write("amends.toml", minimal);
        ASSERT_EQ(chown(path.c_str(), 4711, static_cast<gid_t>(-1)), 0);
        const auto config = read_config(path, environment);
        ASSERT_FALSE(config);
        EXPECT_NE(config.error().message.find("belongs to another user"), std::string::npos);
        ASSERT_EQ(chown(path.c_str(), 0, static_cast<gid_t>(-1)), 0);
        EXPECT_TRUE(read_config(path, environment)) << "root may own it";
    } else {
        EXPECT_NE(wrong(minimal).find("belongs to another user"), std::string::npos);
    }
}

TEST_F(ConfigTest, RefusesWhatIsNoFileOfOurs) {
    const auto message = [&](const std::string& name) {
        return read_config(directory + "/" + name, environment).error().message;
    };
    EXPECT_NE(message("none.toml").find("there is no such file"), std::string::npos);
    EXPECT_NE(message("").find("not a regular file"), std::string::npos);
    ASSERT_EQ(mkfifo((directory + "/pipe").c_str(), 0600), 0);
    EXPECT_NE(message("pipe").find("not a regular file"), std::string::npos);
    write("big", std::string((1U << 20U) + 1, '#'));
    EXPECT_NE(message("big").find("larger than 1 MiB"), std::string::npos);
    EXPECT_NE(wrong("a = \xFF\n").find("this is not TOML"), std::string::npos);
    EXPECT_EQ(wrong("[user]\nzone = thunter2\n"),
              "amends.toml:2:9: this is not TOML: Error while parsing boolean: expected 'true'");
    const auto twice = wrong("[user]\nzone = \"UTC\"\nzone = \"UTC\"\n");
    EXPECT_NE(twice.find("amends.toml:3:"), std::string::npos) << twice;
    EXPECT_NE(twice.find("'zone'"), std::string::npos) << twice;
}

TEST_F(ConfigTest, RunsNoCommandInTheSystemInstance) {
    environment.system_instance = true;
    const auto message = wrong(std::string(minimal) + "[notify]\ncommand = [\"true\"]\n");
    EXPECT_NE(message.find("amends.toml:6:20: password_command is refused: the system instance has no session"),
              std::string::npos)
        << message;
    EXPECT_NE(message.find("credential = \"imap-password\""), std::string::npos);
    EXPECT_NE(message.find("amends.toml:8:11: command is refused"), std::string::npos) << message;
    const auto start = std::string(minimal).substr(0, std::string(minimal).find("password_command"));
    EXPECT_NE(wrong(start + "secret_service = { a = \"b\" }\n").find("is refused"), std::string::npos);
    EXPECT_NE(wrong(start + "token_command = \"b\"\n").find("is refused"), std::string::npos);
    EXPECT_NE(wrong(start).find("write credential = \"imap-password\""), std::string::npos);
    const auto config = good(start + "credential = \"imap-password\"\n");
    EXPECT_EQ(config.accounts[0].mail.imap_secret.kind, mail::SecretKind::systemd_credential);
    EXPECT_EQ(config.accounts[0].mail.smtp_secret.credential, "imap-password");
    EXPECT_EQ(config.database, "/var/lib/amends/alex/amends.db");
    EXPECT_EQ(config.socket, "/run/amends/alex/rpc.sock");
    EXPECT_FALSE(config.notify_desktop);
}

TEST_F(ConfigTest, RefusesSmtpSettingsWithoutAServer) {
    auto text = std::string(minimal);
    text.erase(text.find("smtp.host"), 30);
    EXPECT_FALSE(good(text).accounts[0].mail.can_send);
    EXPECT_NE(wrong(text + "smtp.port = 465\n").find("smtp.port is of no use without smtp.host"), std::string::npos);
}

TEST_F(ConfigTest, ShowsATokenOnlyAsAToken) {
    auto text = std::string(minimal);
    text.replace(text.find("password_command"), 16, "token_command");
    EXPECT_EQ(good(text).accounts[0].mail.imap.mechanism, mail::Mechanism::xoauth2);
    EXPECT_EQ(good(text).accounts[0].mail.smtp.mechanism, mail::Mechanism::xoauth2);
    EXPECT_NE(wrong(text + "smtp.auth = \"login\"\n").find("would show the token as if it were a password"),
              std::string::npos);
}

TEST_F(ConfigTest, ASituationHasAPlanOfItsOwn) {
    const auto config = good(std::string(minimal) +
                             "plan.call_after = 5\nplan.check_in_after = 4\n[plan]\nmake_good_after = 20\n"
                             "[[situation]]\nid = \"product_failure\"\ncheck_in_after = 1\n"
                             "check_in_time = \"11:15\"\nlate_after = \"2h\"\n"
                             "[[situation]]\nid = \"billing_error\"\ncall_after = 9\n");
    core::Letter letter;
    letter.account = "work";
    const auto policy_of = [&](const char* situation) {
        letter.situation = situation;
        return ConfigRules(config, {"en"}).policy_for(letter);
    };
    const auto product = policy_of("product_failure");
    EXPECT_EQ(product.check_in_after, 1);
    EXPECT_EQ(product.check_in_time, (base::CivilTime{11, 15, 0}));
    EXPECT_EQ(product.late_after, std::chrono::hours{2});
    EXPECT_EQ(product.call_after, 5) << "the account's";
    EXPECT_EQ(product.make_good_after, 20) << "that of [plan]";
    EXPECT_EQ(product.user_window.zone, config.user_window.zone);
    EXPECT_EQ(policy_of("billing_error").call_after, 9);
    EXPECT_EQ(policy_of("billing_error").check_in_after, 4);
    for (const char* other : {"", "missed_deadline"}) {
        EXPECT_EQ(policy_of(other).check_in_after, 4) << other;
        EXPECT_EQ(policy_of(other).check_in_time, (base::CivilTime{9, 30, 0})) << other;
    }
}

TEST_F(ConfigTest, ASituationOfTheUsersOwnHasAPlanToo) {
    fs::create_directories(fs::path(directory) / "templates/en/letters");
    std::ifstream shipped(std::string(AMENDS_SOURCE) + "/templates/en/letters/other.toml");
    std::string text{std::istreambuf_iterator<char>(shipped), {}};
    text.replace(text.find("id = \"other\""), 12, "id = \"broken_vase\"");
    std::ofstream(fs::path(directory) / "templates/en/letters/broken_vase.toml") << text;
    const auto plan = std::string(minimal) + "[templates]\ndirectory = \"" + directory + "/templates\"\n";
    EXPECT_EQ(good(plan + "[[situation]]\nid = \"broken_vase\"\ncall_after = 2\n")
                  .accounts[0]
                  .for_situation.at("broken_vase")
                  .call_after,
              2);
}

TEST_F(ConfigTest, RefusesASituationThatCannotBeMeant) {
    const auto of = [&](const std::string& text) { return wrong(std::string(minimal) + text); };
    const auto says = [](const std::string& message, const char* what) {
        EXPECT_NE(message.find(what), std::string::npos) << message;
    };
    says(of("[[situation]]\nid = \"produkt_failure\"\n"), "did you mean product_failure");
    says(of("[[situation]]\ncall_after = 2\n"), "lacks id");
    says(of("[situation]\nid = \"billing_error\"\n"), "write [[situation]], with two brackets");
    says(of("[[situation]]\nid = \"billing_error\"\n[[situation]]\nid = \"billing_error\"\n"), "put both into one");
    says(of("[[situation]]\nid = \"billing_error\"\ncall_after = 0\n"), "whole number from 1 to 60");
    says(of("[[situation]]\nid = \"billing_error\"\nsends_per_day = 3\n"), "it belongs into [limits]");
    says(of("[[situation]]\nid = \"billing_error\"\nreminder_time = \"20:00\"\n"), "lies outside of hours in [user]");
    says(of("[[situation]]\nid = \"billing_error\"\nlate_after = \"90m\"\n"), "must be whole hours");
}

TEST_F(ConfigTest, TheSampleIsRightAndIsWhatTheFileInConfigSays) {
    EXPECT_EQ(wrong(config_sample()), "");
    std::ifstream file(std::string(AMENDS_SOURCE) + "/config/amends.toml.sample", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(text, config_sample()) << "write it anew: amends config sample > config/amends.toml.sample";
}

TEST_F(ConfigTest, EveryCommentedLineOfTheSampleIsRightByItself) {
    // Taken one at a time, since some of them are alternatives to each other.
    const auto sample = config_sample();
    int tried = 0;
    for (std::size_t at = sample.find("\n#"); at != std::string::npos; at = sample.find("\n#", at + 1)) {
        const auto line = sample.substr(at + 2, sample.find('\n', at + 1) - at - 2);
        if (line.starts_with(' ') || line.empty() || line.starts_with('[')) continue;
        auto text = sample;
        text.erase(at + 1, 1);
        const auto client = text.find("#[[client]]");
        if (at > client && at < text.find("\n[plan]")) text.erase(client, 1);
        const auto situation = text.find("#[[situation]]");
        if (at > situation && at < text.find("\n[limits]")) text.erase(situation, 1);
        const auto message = wrong(text);
        const bool alternative = message.find("both give the secret") != std::string::npos ||
                                 message.find("cannot be read:") != std::string::npos ||
                                 message.find("there is no directory") != std::string::npos ||
                                 message.find("either an address or a domain") != std::string::npos ||
                                 message.find("cannot be read; is") != std::string::npos;
        EXPECT_TRUE(message.empty() || alternative) << line << "\n" << message;
        ++tried;
    }
    EXPECT_GT(tried, 50);
}

TEST(Options, HaveADocAnExampleAndAKnownSection) {
    for (const auto& option : options()) {
        EXPECT_FALSE(example_of(option).empty()) << option.key;
        EXPECT_FALSE(meaning_of(option).empty()) << option.key;
        EXPECT_EQ(find_option(option.section, option.key), &option) << option.key << " stands twice";
        const auto& all = sections();
        EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const Section& one) { return one.name == option.section; }))
            << option.section;
    }
    EXPECT_EQ(find_option("account", "plan.call_after"), find_option("plan", "call_after"));
    EXPECT_EQ(find_option("user", "plan.call_after"), nullptr);
    EXPECT_EQ(find_option("situation", "call_after"), find_option("plan", "call_after"));
    EXPECT_EQ(find_option("situation", "sends_per_day"), nullptr);
}

}  // namespace
}  // namespace amends::app
