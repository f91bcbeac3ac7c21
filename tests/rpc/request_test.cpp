#include "rpc/request.hpp"

#include <gtest/gtest.h>

#include "rpc/base64.hpp"
#include "rpc/parameters.hpp"

namespace amends::rpc {
namespace {

/// The error code and sentence of the answer that refuses a line; "accepted" where it is a call.
std::string refusal_of(const std::string& line) {
    const Request request = read_request(line);
    if (request.call) return "accepted";
    if (request.refusal.empty()) return "no answer";
    const std::size_t code = request.refusal.find("\"code\":");
    return request.refusal.substr(code + 7, 6) + " " + request.refusal;
}

std::string call(const std::string& method, const std::string& parameters) {
    return R"({"jsonrpc":"2.0","id":1,"method":")" + method + R"(","params":)" + parameters + "}";
}

void expect_refused(const std::string& line, const std::string& code, const std::string& part) {
    const std::string refusal = refusal_of(line);
    EXPECT_EQ(refusal.substr(0, 6), code) << refusal;
    EXPECT_NE(refusal.find(part), std::string::npos) << refusal;
}

TEST(Request, IsReadWithItsIdAsItStands) {
    const Request request =
        read_request(R"({"jsonrpc":"2.0","id":"a\"b","method":"letters.show","params":{"letter":3}})");
    ASSERT_TRUE(request.call);
    EXPECT_EQ(request.id, R"("a\"b")");
    EXPECT_EQ(request.call->method->name, "letters.show");
    EXPECT_EQ(request.call->arguments.letter("letter").value, 3);
}

TEST(Request, WithoutAnIdIsANotificationAndNeverAnswered) {
    const Request good = read_request(R"({"jsonrpc":"2.0","method":"letters.undo"})");
    ASSERT_TRUE(good.call);
    EXPECT_EQ(good.id, "");
    EXPECT_EQ(refusal_of(R"({"jsonrpc":"2.0","method":"no.such"})"), "no answer");
    EXPECT_EQ(read_request(R"({"jsonrpc":"2.0","id":null,"method":"letters.undo"})").id, "null");
}

TEST(Request, ThatIsNoJsonIsRefused) {
    for (const std::string line :
         {"hello", "{", R"({"jsonrpc":)", "{}{}", "\"\xff\"", "{\"a\":\"\x01\"}", "[1,", "nul", "1e999"})
        EXPECT_EQ(refusal_of(line).substr(0, 6), "-32700") << line;
    EXPECT_EQ(refusal_of(std::string("{\"id\":1\0}", 9)).substr(0, 6), "-32700");
}

TEST(Request, ThatIsNoRequestIsRefusedWithWhatIsWrong) {
    expect_refused("[]", "-32600", "Batches");
    expect_refused("[" + call("letters.undo", "{}") + "]", "-32600", "Batches");
    expect_refused("3", "-32600", "must be a JSON object");
    expect_refused("null", "-32600", "must be a JSON object");
    expect_refused("{}", "-32600", "jsonrpc");
    expect_refused(R"({"jsonrpc":2.0,"id":1,"method":"letters.undo"})", "-32600", "must be \\\"2.0\\\"");
    expect_refused(R"({"jsonrpc":"2.0","id":1})", "-32600", "method");
    expect_refused(R"({"jsonrpc":"2.0","id":1,"method":7})", "-32600", "method");
    expect_refused(R"({"jsonrpc":"2.0","id":[1],"method":"letters.undo"})", "-32600", "\\\"id\\\"");
    expect_refused(R"({"jsonrpc":"2.0","id":1.5,"method":"letters.undo"})", "-32600", "\\\"id\\\"");
    expect_refused(R"({"jsonrpc":"2.0","id":")" + std::string(200, 'x') + R"(","method":"letters.undo"})", "-32600",
                   "128");
    expect_refused(R"({"jsonrpc":"2.0","id":1,"method":"letters.undo","extra":1})", "-32600", "extra");
    expect_refused(call("no.such", "{}"), "-32601", "amends help rpc");
}

TEST(Request, ThatWouldCostTooMuchIsRefused) {
    expect_refused(std::string(60'000, '['), "-32600", "nested");
    expect_refused(call("letters.undo", R"({"a":[[[[[[[[[1]]]]]]]]]})"), "-32600", "nested");
    std::string many = "{\"a\":[0";
    for (int i = 0; i < 2000; ++i) many += ",0";
    expect_refused(call("letters.undo", many + "]}"), "-32600", "too many values");
    expect_refused(R"({"jsonrpc":"2.0","id":1,"id":2,"method":"letters.undo"})", "-32600", "twice");
    expect_refused(call("letters.show", R"({"letter":3,"letter":4})"), "-32600", "twice");
}

TEST(Request, MayBeLongOnlyToTrackOrPlanALetter) {
    const std::string blanks(most_line, ' ');
    expect_refused(call("letters.show", "{\"letter\":3" + blanks + "}"), "-32600", "64 KiB");
    EXPECT_EQ(refusal_of(call("letters.track", "{\"message\":\"" + to_base64(blanks) + "\"}")), "accepted");
    EXPECT_EQ(refusal_of(call("letters.plan", R"({"from":"a@b.example","to":[],"text":")" + blanks + "\"}")),
              "accepted");
    EXPECT_TRUE(may_be_long(R"({"id":1,"method":"letters.track","params":{)"));
    EXPECT_TRUE(may_be_long(R"({"id":1,"method":"letters.plan","params":{)"));
    EXPECT_FALSE(may_be_long(R"({"id":1,"method":"letters.show","params":{)"));
    EXPECT_FALSE(may_be_long(std::string(5000, ' ') + "\"letters.track\""));
}

TEST(Parameters, AreRefusedByNameWithWhatWouldBeRight) {
    expect_refused(call("letters.show", "{}"), "-32602", "\\\"letter\\\" is missing");
    expect_refused(call("letters.show", "[3]"), "-32602", "named parameters");
    expect_refused(call("letters.show", "3"), "-32602", "named parameters");
    expect_refused(call("letters.show", R"({"letter":null})"), "-32602", "is missing");
    expect_refused(call("letters.show", R"({"letter":3,"id":4})"), "-32602",
                   "Unknown parameter \\\"id\\\"; this method takes letter.");
    expect_refused(call("letters.undo", R"({"x":1})"), "-32602", "takes none");
    for (const char* bad :
         {"0", "-1", "1.0", "\"3\"", "true", "[3]", "9007199254740993", "18446744073709551615", "1e3"})
        expect_refused(call("letters.show", std::string("{\"letter\":") + bad + "}"), "-32602", "a letter's number");
    for (const char* bad : {"1", "\"true\"", "0"})
        expect_refused(call("daemon.pause", std::string("{\"on\":") + bad + "}"), "-32602", "true or false");
    for (const char* bad :
         {"\"tomorrow\"", "\"2026-11-25\"", "1764063000", "\"2026-11-25T09:30:00\"", "\"2026-13-25T09:30:00Z\""})
        expect_refused(call("letters.snooze", std::string(R"({"letter":3,"until":)") + bad + "}"), "-32602",
                       "RFC 3339");
    expect_refused(call("letters.answered", R"({"letter":3,"by":"pigeon"})"), "-32602", "one of phone, meeting, other");
    expect_refused(call("letters.answered", R"({"letter":3,"note":")" + std::string(2001, 'x') + "\"}"), "-32602",
                   "2000 bytes");
    expect_refused(call("letters.answered", R"({"letter":3,"note":"a\u0000b"})"), "-32602", "note");
    expect_refused(call("letters.answered", R"({"letter":3,"note":"a\u001bb"})"), "-32602", "note");
    for (const char* bad : {"bo", "bo@", "Bo <bo@client.example>", "a@b@c d", "a\\r\\nb@c.example", ""})
        expect_refused(call("clients.forget", std::string(R"({"client":")") + bad + "\"}"), "-32602", "a mail address");
    for (const char* bad : {"", "<>", "a b@c", "no at"})
        expect_refused(call("letters.track", std::string(R"({"message_id":")") + bad + "\"}"), "-32602", "Message-ID");
    for (const char* bad : {"", "====", "abc", "ab=c", "a b=", "YQ==\\n"})
        expect_refused(call("letters.track", std::string(R"({"message":")") + bad + "\"}"), "-32602", "base64");
    for (const char* bad : {"", "bo", "Bo <bo>", "<>"})
        expect_refused(call("letters.plan", std::string(R"({"to":[],"text":"","from":")") + bad + "\"}"), "-32602",
                       "a mail address, like");
    for (const char* bad : {"\"bo@client.example\"", "[3]", "{}", "[null]"})
        expect_refused(call("letters.plan", std::string(R"({"from":"a@b.example","text":"","to":)") + bad + "}"),
                       "-32602", "a list of at most 100 mail addresses");
    std::string many = "\"a@b.example\"";
    for (int i = 0; i < 100; ++i) many += ",\"a@b.example\"";
    expect_refused(call("letters.find", R"({"message_ids":[)" + many + "]}"), "-32602", "at most 100 Message-IDs");
    expect_refused(call("letters.track", R"({"letter":[]})"), "-32602", "an object with from, to");
    expect_refused(call("letters.track", R"({"letter":{}})"), "-32602", "In \\\"letter\\\": Parameter \\\"from\\\" is");
    expect_refused(call("letters.track", R"({"letter":{"from":"a@b.example","bcc":[]}})"), "-32602",
                   "Unknown parameter \\\"bcc\\\"");
    expect_refused(call("letters.track", R"({"message_id":"<a@b.example>","check_in":"never"})"), "-32602",
                   "one of draft, send, off");
    expect_refused(call("letters.track", R"({"message_id":"<a@b.example>","check_in_on":"friday"})"), "-32602",
                   "a day");
    expect_refused(call("letters.list", R"({"limit":1000001})"), "-32602", "1000000");
    expect_refused(call("letters.list", R"({"limit":-1})"), "-32602", "limit");
}

TEST(Parameters, KeepTextThatJsonMustQuote) {
    const std::string text = "a \"b\" \\ \n\t \xc3\xa9";
    const std::string json = Parameters().number("letter", 3).text("text", text).json();
    const Request request = read_request(call("letters.check_in", json));
    ASSERT_TRUE(request.call) << request.refusal;
    EXPECT_EQ(request.call->arguments.text("text"), text);
}

TEST(Base64, GivesTheSameBytesBack) {
    std::string bytes;
    for (int i = 0; i < 700; ++i) {
        EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
        bytes += static_cast<char>(i * 37);
    }
    EXPECT_EQ(to_base64("any carnal pleas"), "YW55IGNhcm5hbCBwbGVhcw==");
}

TEST(Base64, RefusesASecondWayToSayTheSame) {
    for (const char* text : {"YQ", "YQ=", "YR==", "YWF=", "YQ==YQ==", "Y===", "YW-_", "YWJj\n"})
        EXPECT_FALSE(from_base64(text)) << text;
}

TEST(Response, OfAnotherProgramIsAnErrorAndNotACrash) {
    for (const char* line :
         {"", "hello", "[]", "{}", "null", R"({"jsonrpc":"2.0","id":2,"result":1})", R"({"jsonrpc":"2.0","id":1})",
          R"({"error":3})", R"({"error":{"code":1}})", R"({"error":{"message":7}})"}) {
        const auto result = read_response(line, 1);
        ASSERT_FALSE(result) << line;
        EXPECT_EQ(result.error().fault, base::Fault::internal) << line;
    }
}

TEST(Response, CarriesFaultAndRetryAcross) {
    for (const auto fault : {base::Fault::answer_is_no, base::Fault::wrong_use, base::Fault::configuration,
                             base::Fault::daemon_unreachable, base::Fault::mail_server, base::Fault::internal})
        for (const auto retry :
             {base::Retry::never, base::Retry::later, base::Retry::after_change, base::Retry::unknown}) {
            const auto back = read_response(response("1", base::failure(fault, retry, "No \"way\".\n")), 1);
            ASSERT_FALSE(back);
            EXPECT_EQ(back.error().fault, fault);
            EXPECT_EQ(back.error().retry, retry);
            EXPECT_EQ(back.error().message, "No \"way\".\n");
        }
}

}  // namespace
}  // namespace amends::rpc
