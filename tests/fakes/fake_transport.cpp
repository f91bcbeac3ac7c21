#include "tests/fakes/fake_transport.hpp"

#include <asio/post.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>

namespace amends::fakes {
namespace {

using base::Retry;
using ports::Handover;
using ports::HandoverReport;

}  // namespace

void FakeTransport::call(const std::string& operation, bool before_effect) const {
    if (hook) {
        hook(operation, before_effect);
    }
}

void FakeTransport::accept(const ports::Envelope& envelope, const std::string& bytes) {
    accepted.push_back({envelope, bytes});
    if (on_accept) {
        on_accept(accepted.back());
    }
}

asio::awaitable<HandoverReport> FakeTransport::send(const ports::Envelope& envelope, const std::string& bytes,
                                                    ports::LastLook last_look) {
    ++sends;
    call("smtp begin", true);
    Fate fate = Fate::accept;
    if (!fates.empty()) {
        fate = fates.front();
        fates.pop_front();
    }
    co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
    call("smtp begin", false);
    if (fate == Fate::refuse_recipient) {
        const std::string reply = "550 5.1.1 unknown";
        co_return HandoverReport{
            Handover::refused, Retry::never, "RCPT: 550 5.1.1", reply, {{envelope.recipients.at(0), reply}}};
    }
    if (fate == Fate::refuse_login) {
        const std::string why = "The mail server refused the password.";
        co_return HandoverReport{Handover::not_sent, Retry::after_change, "connecting failed: " + why, why, {}};
    }
    if (fate == Fate::find_unfit) {
        const std::string why = "The message is larger than the mail server takes.";
        co_return HandoverReport{Handover::not_sent, Retry::never, "before MAIL: " + why, "", {}};
    }
    if (fate == Fate::lose_before_last_look) {
        co_return HandoverReport{Handover::not_sent, Retry::later, "DATA: connection lost", "", {}};
    }

    ++looks;
    call("smtp look", true);
    const auto clear = co_await last_look();
    call("smtp look", false);
    if (!clear || !*clear) {
        co_return HandoverReport{Handover::not_sent,
                                 clear ? Retry::later : clear.error().retry,
                                 clear ? "last look: not clear" : "last look: failed",
                                 "",
                                 {}};
    }

    call("smtp dot", true);
    switch (fate) {
        case Fate::accept:
        case Fate::lose_after_acceptance: accept(envelope, bytes); break;
        case Fate::refuse:
        case Fate::defer:
        case Fate::refuse_recipient:
        case Fate::refuse_login:
        case Fate::find_unfit:
        case Fate::lose_before_last_look:
        case Fate::lose_before_acceptance: break;
    }
    call("smtp dot", false);
    switch (fate) {
        case Fate::refuse:
            co_return HandoverReport{Handover::refused, Retry::never, "dot: 554 5.7.1", "554 5.7.1 no", {}};
        case Fate::defer:
            co_return HandoverReport{Handover::not_sent, Retry::later, "dot: 451 4.3.0", "451 4.3.0 later", {}};
        case Fate::lose_before_acceptance:
        case Fate::lose_after_acceptance:
            co_return HandoverReport{Handover::unknown, Retry::unknown, "dot: connection lost", "", {}};
        case Fate::accept:
        case Fate::refuse_recipient:
        case Fate::refuse_login:
        case Fate::find_unfit:
        case Fate::lose_before_last_look: break;
    }
    co_return HandoverReport{Handover::sent, Retry::never, "dot: 250 2.0.0", "250 2.0.0 queued", {}};
}

}  // namespace amends::fakes
