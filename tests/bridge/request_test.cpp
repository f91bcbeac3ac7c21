#include "bridge/request.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bridge/forwarded.hpp"
#include "bridge/frames.hpp"
#include "bridge/params.hpp"
#include "rpc/methods.hpp"

namespace amends::bridge {
namespace {

using nlohmann::json;
using testing::HasSubstr;

TEST(Request, HasAnIdAMethodAndParameters) {
    const auto request = read_request(R"({"id":7,"method":"letters.show","params":{"letter":3}})");
    ASSERT_TRUE(request);
    EXPECT_TRUE(request->good);
    EXPECT_EQ(request->id, 7);
    EXPECT_EQ(request->method, "letters.show");
    EXPECT_EQ(request->params, json({{"letter", 3}}));
}

TEST(Request, MayLeaveItsParametersOut) {
    EXPECT_EQ(read_request(R"({"id":1,"method":"daemon.status"})")->params, json::object());
    EXPECT_EQ(read_request(R"({"id":1,"method":"daemon.status","params":null})")->params, json::object());
}

TEST(Request, ThatNobodyCouldBeAnsweredForIsAnError) {
    const std::string deep = R"({"id":1,"method":"x","params":)" + std::string(100'000, '[');
    for (const std::string& text :
         {std::string("\xff"), std::string("{\"id\":1,\"method\":\"\xed\xa0\x80\"}"), std::string("nothing"),
          std::string("[]"), std::string("7"), std::string("{}"), std::string(R"({"id":"1"})"),
          std::string(R"({"id":1.5})"), std::string(R"({"id":null})"), std::string(R"({"id":18446744073709551615})"),
          std::string(R"({"id":1,"id":2})"), deep}) {
        const auto request = read_request(text);
        ASSERT_FALSE(request) << text.substr(0, 60);
        EXPECT_THAT(request.error().message, HasSubstr("This is no native message")) << text.substr(0, 60);
        EXPECT_EQ(request.error().fault, base::Fault::wrong_use);
    }
}

TEST(Request, WithAnIdIsAnsweredEvenWhereItIsWrong) {
    for (const char* text : {R"({"id":3})", R"({"id":3,"method":5})", R"({"id":3,"method":"a","params":[]})",
                             R"({"id":3,"method":"a","extra":1})"}) {
        const auto request = read_request(text);
        ASSERT_TRUE(request) << text;
        EXPECT_FALSE(request->good) << text;
        EXPECT_EQ(request->id, 3) << text;
    }
}

std::string with_recipients(std::size_t count) {
    json to = json::array();
    for (std::size_t each = 0; each < count; ++each)
        to.push_back({{"name", "Ann"}, {"address", std::to_string(each) + "@client.example"}});
    return json({{"method", "guide.write"}, {"params", {{"to", std::move(to)}}}, {"id", 8}}).dump();
}

TEST(Request, MayHaveAsManyRecipientsAsAMailHas) {
    const auto request = read_request(with_recipients(2'000));
    ASSERT_TRUE(request);
    EXPECT_TRUE(request->good);
    EXPECT_EQ(request->params.at("to").size(), 2'000U);
}

TEST(Request, WithMoreValuesThanAnyMailHasIsAnsweredSo) {
    const auto request = read_request(with_recipients(50'000));
    ASSERT_TRUE(request);
    EXPECT_EQ(request->id, 8);
    ASSERT_FALSE(request->good);
    EXPECT_THAT(request->good.error().message, HasSubstr("too many values"));
    EXPECT_EQ(request->good.error().fault, base::Fault::wrong_use);
}

TEST(Answer, CarriesTheResultAsItIs) { EXPECT_EQ(answer(4, R"({"done":true})"), R"({"id":4,"result":{"done":true}})"); }

TEST(Answer, CarriesACodeASentenceAndWhetherTryingAgainHelps) {
    const auto error =
        json::parse(answer(5, base::failure(base::Fault::daemon_unreachable, base::Retry::later, "It is away.")));
    EXPECT_EQ(error, json::parse(R"({"id":5,"error":{"code":4,"message":"It is away.","fault":"daemon_unreachable",
                                     "retry":"later"}})"));
}

TEST(Answer, ThatNoMailClientWouldTakeIsAnErrorInstead) {
    const std::string around = answer(1, std::string());
    const std::string just_fits = '"' + std::string(most_out - around.size() - 2, 'x') + '"';
    EXPECT_EQ(answer(1, just_fits).size(), most_out);
    const auto error = json::parse(answer(1, just_fits + " "));
    EXPECT_EQ(error.at("error").at("code"), 2);
    EXPECT_THAT(error.at("error").at("message").get<std::string>(), HasSubstr("limit"));
}

TEST(Params, KeepTheFirstThingThatIsWrong) {
    const json object = json::parse(R"({"text":5,"flag":"yes","more":1})");
    Params params(object, {"text", "flag"});
    params.text("text");
    params.flag("flag");
    ASSERT_FALSE(params.good());
    EXPECT_THAT(params.good().error().message, HasSubstr("\"more\""));
}

TEST(Params, MissWhatIsNeeded) {
    const json object = json::object({{"body", nullptr}});
    Params params(object, {"body"});
    params.text("body");
    ASSERT_FALSE(params.good());
    EXPECT_THAT(params.good().error().message, HasSubstr("\"body\" is missing"));
}

TEST(Params, TakeAddressesInEitherShapeAndLeaveOutWhatIsStillBeingTyped) {
    const json object = json::parse(
        R"({"to":["Bo <Bo@Client.Example>","jo",{"name":"Ann Lee","address":"ann@client.example"},{"name":"x"}]})");
    Params params(object, {"to"});
    const auto to = params.addresses("to");
    ASSERT_TRUE(params.good());
    ASSERT_EQ(to.size(), 2U);
    EXPECT_EQ(to[0].mailbox, base::canonical_mailbox("Bo@Client.Example"));
    EXPECT_EQ(to[1].name, "Ann Lee");
}

TEST(Params, RefuseAListOfWhatIsNoAddressAtAll) {
    const json object = json::parse(R"({"to":[5],"fields":{"a":1}})");
    Params params(object, {"to", "fields"});
    params.addresses("to");
    EXPECT_FALSE(params.good());
    Params others(object, {"to", "fields"});
    others.texts_by_name("fields");
    EXPECT_FALSE(others.good());
}

TEST(Forwarded, AreAllMethodsOfTheDaemonButThreeThatAreKeptBack) {
    for (const rpc::Method& method : rpc::methods()) {
        const bool kept_back =
            method.name == "clients.forget" || method.name == "daemon.reload" || method.name == "clock.move";
        EXPECT_EQ(find_forwarded(method.name) == nullptr, kept_back) << method.name;
    }
}

TEST(Forwarded, LetTheDaemonReadEveryMailboxBeforeItAnswersALook) {
    EXPECT_GE(find_forwarded("daemon.look")->within, std::chrono::seconds(60));
    EXPECT_GE(find_forwarded("letters.list")->within, std::chrono::seconds(5));
}

}  // namespace
}  // namespace amends::bridge
