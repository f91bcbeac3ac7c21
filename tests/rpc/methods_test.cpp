#include "rpc/methods.hpp"

#include <gtest/gtest.h>

#include "rpc/client.hpp"
#include "rpc/domain_json.hpp"
#include "rpc/parameters.hpp"
#include "tests/rpc/running_server.hpp"

namespace amends::rpc {
namespace {

struct Example {
    std::string method;
    std::string parameters;
    std::string asked;  ///< what the service is asked; "" where the test needs no more than an answer
};

const std::vector<Example>& examples() {
    static const std::vector<Example> all{
        {"letters.track", R"({"message_id":"<a@b.example>","account":"work","auto":true,"zone":"Asia/Tokyo"})",
         "track a@b.example account=work zone=Asia/Tokyo auto"},
        {"letters.track", R"({"message":"U3ViamVjdDogc29ycnkNCg0K","from_sendmail":true})",
         "track message of 18 account=- zone=- sendmail"},
        {"letters.track", R"({"message_id":"<a@b.example>","situation":"missed_deadline"})",
         "track a@b.example account=- zone=- situation=missed_deadline"},
        {"letters.track", R"({"message_id":"<a@b.example>","check_in":"send","check_in_on":"2026-12-01"})",
         "track a@b.example account=- zone=- auto check-in on 2026-12-01"},
        {"letters.track", R"({"message_id":"<a@b.example>","auto":true,"check_in":"draft"})",
         "track a@b.example account=- zone=-"},
        {"letters.track", R"({"message_id":"<a@b.example>","check_in":"off","check_in_on":"2026-12-01"})",
         "track a@b.example account=- zone=- check-in off"},
        {"letters.track",
         R"({"letter":{"from":"Ada <ada@us.example>","to":["Bo <bo@client.example>"],"cc":["al@x.example"],)"
         R"("subject":"Sorry","text":"Dear Bo","sent_at":"2026-11-23T08:00:00Z","message_id":"<a@b.example>",)"
         R"("references":["<r1@b.example>","r2@b.example"]}})",
         "track letter from ada@us.example to Bo<bo@client.example> cc al@x.example \"Sorry\" \"Dear Bo\" at "
         "2026-11-23T08:00:00Z <a@b.example> after r1@b.example after r2@b.example account=- zone=-"},
        {"letters.plan",
         R"({"from":"ada@us.example","to":["bo@client.example","b"],"cc":[],"subject":"Sorry\u0007",)"
         R"("text":"Dear\fBo","zone":"Asia/Tokyo","situation":"other","severity":"serious","check_in":"send","check_in_on":"2026-12-01"})",
         "plan letter from ada@us.example to <bo@client.example> \"Sorry \" \"Dear Bo\" zone=Asia/Tokyo "
         "situation=other severity=serious auto check-in on 2026-12-01"},
        {"letters.find", R"({"message_ids":["<a@b.example>","no id","c@d.example"]})", "find a@b.example c@d.example"},
        {"letters.list", "{}", "list account=- closed=0 limit=500"},
        {"letters.list", R"({"after":17})", "list after 17"},
        {"letters.list", R"({"account":"work","with_closed":true,"limit":5})", "list account=work closed=1 limit=5"},
        {"letters.show", R"({"letter":3})", "show 3"},
        {"letters.why", R"({"letter":3})", "why 3"},
        {"letters.snooze", R"({"letter":3,"until":"2026-11-25T09:30:00+01:00"})", "snooze 3 2026-11-25T08:30:00Z"},
        {"letters.answered", R"({"letter":3,"by":"phone","note":"all good"})", "answered 3 by=phone note=all good"},
        {"letters.answered", R"({"letter":3,"note":null})", "answered 3 by=other note="},
        {"letters.done", R"({"letter":3})", "done 3"},
        {"letters.drop", R"({"letter":3})", "drop 3"},
        {"letters.release", R"({"letter":3})", "release 3"},
        {"letters.kept", R"({"letter":3})", "kept 3 promise=0"},
        {"letters.kept", R"({"letter":3,"promise":2,"last":true,"draft":true})", "kept 3 promise=2 last draft"},
        {"letters.slipped", R"({"letter":3,"to":"2026-12-01"})", "slipped 3 promise=0 to 2026-12-01 draft"},
        {"letters.slipped", R"({"letter":3,"promise":2,"to":"2026-12-01","draft":false})",
         "slipped 3 promise=2 to 2026-12-01"},
        {"letters.undo", "{}", "undo"},
        {"letters.auto", R"({"letter":3,"on":true})", "auto 3 on"},
        {"letters.preview", R"({"letter":3})", "preview 3"},
        {"letters.preview", R"({"letter":3,"own_words":true})", "preview 3 for own words"},
        {"letters.check_in", R"({"letter":3})", "check_in 3 -"},
        {"letters.check_in", R"({"letter":3,"text":"Hello,\nhow is it?"})", "check_in 3 Hello,\nhow is it?"},
        {"clients.history", R"({"client":"Bo@Client.example"})", "history bo@client.example"},
        {"clients.leave", R"({"client":"Bo@Client.example"})", "leave bo@client.example in peace"},
        {"clients.leave", R"({"client":"bo@client.example","in_peace":false})", "leave bo@client.example no more"},
        {"clients.forget", R"({"client":"bo@client.example"})", "forget bo@client.example"},
        {"clients.forget", R"({"client":"bo@client.example","leave_drafts":true})",
         "forget bo@client.example and leave drafts"},
        {"daemon.status", "{}", "status"},
        {"daemon.pause", R"({"on":true})", "pause - on"},
        {"daemon.hold", R"({"account":"work","on":false})", "hold work off"},
        {"daemon.hold", R"({"on":true,"reason":"the move"})", "hold - on: the move"},
        {"daemon.reload", "{}", "reload"},
        {"daemon.look", "{}", "look"},
        {"clock.move", R"({"to":"2026-12-01T00:00:00Z"})", "move 2026-12-01T00:00:00Z"},
    };
    return all;
}

TEST(Methods, ReachTheServiceThroughARealSocket) {
    for (const Example& example : examples()) {
        RunningServer server;
        auto client = Client::connect(server.path());
        ASSERT_TRUE(client) << client.error().message;
        const auto answer = client->call(example.method, example.parameters);
        ASSERT_TRUE(answer) << example.method << ": " << answer.error().message;
        EXPECT_EQ(server.service.asked(), std::vector<std::string>{example.asked}) << example.method;
    }
}

TEST(Methods, AreAllTriedByTheTestAbove) {
    for (const Method& method : methods()) {
        bool tried = false;
        for (const Example& example : examples()) tried = tried || example.method == method.name;
        EXPECT_TRUE(tried) << method.name;
    }
}

TEST(Methods, PassTheServicesRefusalOn) {
    for (const Example& example : examples()) {
        RunningServer server;
        server.service.refusal =
            base::Error{base::Fault::mail_server, base::Retry::after_change, "The password is refused."};
        auto client = Client::connect(server.path());
        ASSERT_TRUE(client);
        const auto answer = client->call(example.method, example.parameters);
        ASSERT_FALSE(answer) << example.method;
        EXPECT_EQ(answer.error().fault, base::Fault::mail_server);
        EXPECT_EQ(answer.error().retry, base::Retry::after_change);
        EXPECT_EQ(answer.error().message, "The password is refused.");
    }
}

TEST(Methods, HaveADocumentedParameterAndResultEach) {
    for (const Method& method : methods()) {
        EXPECT_FALSE(method.doc.empty()) << method.name;
        EXPECT_FALSE(method.result.empty()) << method.name;
        EXPECT_NE(method.handler, nullptr) << method.name;
        for (const Parameter& parameter : method.parameters) EXPECT_FALSE(parameter.doc.empty()) << parameter.name;
    }
}

TEST(Methods, StandInTheReferenceWithinAHundredColumns) {
    const std::string text = reference();
    for (const Method& method : methods())
        EXPECT_NE(text.find("\n" + method.name + "\n"), std::string::npos) << method.name;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t end = text.find('\n', begin);
        EXPECT_LE(end - begin, 100U) << text.substr(begin, end - begin);
        begin = end + 1;
    }
}

}  // namespace
}  // namespace amends::rpc
