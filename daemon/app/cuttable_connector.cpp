#include "app/cuttable_connector.hpp"

#include <utility>

namespace amends::app {

class CuttableConnector::Stream final : public ports::ByteStream {
public:
    Stream(std::unique_ptr<ports::ByteStream> stream, std::shared_ptr<Open> open)
        : stream_(std::move(stream)), open_(std::move(open)) {
        open_->streams.insert(stream_.get());
    }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    ~Stream() override { open_->streams.erase(stream_.get()); }

    ports::Task<std::string> read(std::chrono::milliseconds within) override { return stream_->read(within); }
    ports::Task<void> write(std::string_view bytes, std::chrono::milliseconds within) override {
        return stream_->write(bytes, within);
    }
    void close() override { stream_->close(); }
    [[nodiscard]] const std::vector<std::string>& greeting_lines() const override { return stream_->greeting_lines(); }

private:
    std::unique_ptr<ports::ByteStream> stream_;
    std::shared_ptr<Open> open_;
};

CuttableConnector::CuttableConnector(std::unique_ptr<mail::Connector> connector) : connector_(std::move(connector)) {}

ports::Task<std::unique_ptr<ports::ByteStream>> CuttableConnector::connect(mail::Endpoint endpoint,
                                                                           std::string secret) {
    const auto open = open_;
    if (!open->cut) {
        auto stream = co_await connector_->connect(std::move(endpoint), std::move(secret));
        if (!stream) co_return stream;
        if (!open->cut) co_return std::make_unique<Stream>(std::move(*stream), open);
    }
    co_return base::failure(base::Fault::mail_server, base::Retry::later,
                            "The connection was given up because a new configuration takes over.");
}

void CuttableConnector::cut() {
    open_->cut = true;
    for (ports::ByteStream* stream : open_->streams) stream->close();
}

}  // namespace amends::app
